import { z } from 'zod';
import {
  canRenew,
  hasLogin,
  incomingFields,
  isProtected,
  isSafeTokenUrl,
  loginFields,
  type MailboxSettings,
  words,
} from '../providers/mailbox/settings.js';

const line = (title: string, titleAr: string, description?: string, descriptionAr?: string) =>
  z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta({ title, titleAr, ...(description && { description }), ...(descriptionAr && { descriptionAr }) });

const ADDRESS = /^[^\s@,]+@[^\s@,]+$/;

/** What stands on the association's paper. */
const paperFields = {
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
};

/** How scans come in beside the desk. */
const scannerFields = {
  folder: z
    .string()
    .trim()
    .regex(/^(?:[\p{L}\p{N}][\p{L}\p{N} ._-]{0,60})?$/u)
    .default('')
    .meta(
      words(
        'Folder of the scanner',
        'مجلد الماسح الضوئي',
        'A folder below DROP_DIR that the scanner writes to. Files are moved to “taken” or “refused” there.',
        'مجلد داخل DROP_DIR يحفظ فيه الماسح ملفاته، ثم تُنقل داخله إلى taken أو refused.',
      ),
    ),
  scanners: z
    .array(z.string().trim().toLowerCase().max(254).regex(ADDRESS))
    .max(20)
    .default([])
    .meta(
      words(
        'Mail addresses of the scanners',
        'عناوين بريد الماسحات الضوئية',
        'Scans that these addresses send to the mailbox below are letters.',
        'ما ترسله هذه العناوين من مسح ضوئي إلى صندوق البريد أدناه يدخل في الخطابات.',
      ),
    ),
  ...z.object({ ...incomingFields, ...loginFields }).partial().shape,
};

/** The paper of the association, and its scanners. */
export const accountSettings = z
  .object({ ...paperFields, ...scannerFields })
  .refine((value) => !value.imapHost || value.scanners.length > 0, {
    path: ['scanners'],
    message: 'the mailbox needs the addresses of its scanners',
  })
  .refine((value) => !value.imapHost || value.user, {
    path: ['user'],
    message: 'the mailbox needs a user name',
  })
  .refine((value) => !value.imapHost || hasLogin(value), {
    path: ['password'],
    message: 'a password or OAuth tokens are needed',
  })
  .refine((value) => !value.imapHost || isProtected(value.imapSecurity ?? 'tls', value.imapHost), {
    path: ['imapSecurity'],
    message: 'unprotected connections are allowed to this machine only',
  })
  .refine((value) => isSafeTokenUrl(value.oauthTokenUrl) && canRenew(value), {
    path: ['oauthTokenUrl'],
    message: 'a refresh token needs the client and a token address that is asked over https',
  });
export type AccountSettings = z.output<typeof accountSettings>;

/** The mailbox that scanners write to; null when there is none. */
export function scanMailboxOf(settings: AccountSettings): MailboxSettings | null {
  const { imapHost, imapPort = 993, imapSecurity = 'tls', mailbox = 'INBOX', user } = settings;
  if (!imapHost || !user) return null;
  return { ...settings, imapHost, imapPort, imapSecurity, mailbox, user };
}
