import { z } from 'zod';

/** One reception desk. */
export const accountSettings = z.object({
  prefix: z
    .string()
    .trim()
    .regex(/^[A-Z]?$/, 'one capital letter, or nothing')
    .default('')
    .meta({
      title: 'Letter before ticket numbers',
      titleAr: 'الحرف الذي يسبق أرقام الدور',
      description: 'One of A to Z, where several desks have their own numbers; else nothing.',
      descriptionAr: 'حرف من A إلى Z عند تعدد مكاتب الاستقبال، ويُترك فارغًا لمكتب واحد.',
    }),
  counters: z.number().int().min(1).max(40).default(4).meta({
    title: 'Number of counters',
    titleAr: 'عدد الشبابيك',
    description: 'People are called to one of them.',
    descriptionAr: 'يُنادى كل مراجع إلى واحد منها.',
  }),
  slotMinutes: z.number().int().min(10).max(240).default(30).meta({
    title: 'Minutes of an appointment',
    titleAr: 'مدة الموعد بالدقائق',
  }),
  atOnce: z.number().int().min(1).max(20).default(1).meta({
    title: 'Appointments at the same time',
    titleAr: 'عدد المواعيد في الوقت نفسه',
  }),
  screenEdition: z.number().int().min(1).max(1000).default(1).meta({
    title: 'Edition of the screen’s link',
    titleAr: 'إصدار رابط شاشة الانتظار',
    description:
      'Raise it by one, and links to the waiting-room screen that were given out before stop working.',
    descriptionAr: 'زيادته بواحد تُبطل كل رابط سابق لشاشة الانتظار.',
  }),
});
export type AccountSettings = z.output<typeof accountSettings>;
