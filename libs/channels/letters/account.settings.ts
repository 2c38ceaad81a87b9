import { z } from 'zod';

const line = (title: string, titleAr: string, description?: string, descriptionAr?: string) =>
  z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta({ title, titleAr, ...(description && { description }), ...(descriptionAr && { descriptionAr }) });

/** What stands on the association's paper. */
export const accountSettings = z.object({
  nameAr: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ title: 'Name on the letterhead, in Arabic', titleAr: 'الاسم في ترويسة الخطاب بالعربية' }),
  nameEn: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ title: 'Name on the letterhead, in English', titleAr: 'الاسم في ترويسة الخطاب بالإنجليزية' }),
  underNameAr: line(
    'Line under the name, in Arabic',
    'السطر الذي تحت الاسم بالعربية',
    'For example the licence of the association.',
    'كرقم ترخيص الجمعية مثلًا.',
  ),
  underNameEn: line('Line under the name, in English', 'السطر الذي تحت الاسم بالإنجليزية'),
  footerAr: line(
    'Foot of the page, in Arabic',
    'تذييل الصفحة بالعربية',
    'Address, telephone, website.',
    'العنوان والهاتف والموقع.',
  ),
  footerEn: line('Foot of the page, in English', 'تذييل الصفحة بالإنجليزية'),
  signatoryTitleAr: line(
    'Title of whoever signs, in Arabic',
    'صفة الموقّع بالعربية',
    'Stands under the officer’s name.',
    'تُكتب تحت اسم الموظف.',
  ),
  signatoryTitleEn: line('Title of whoever signs, in English', 'صفة الموقّع بالإنجليزية'),
  signs: z.boolean().default(true).meta({
    title: 'Leave room for a signature',
    titleAr: 'ترك مكان للتوقيع',
  }),
});
export type AccountSettings = z.output<typeof accountSettings>;
