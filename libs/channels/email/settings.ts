import { z } from 'zod';
import { secret } from '../channel.js';

const SECURITY = ['tls', 'starttls', 'none'] as const;
/** How a connection to the mail server is protected. */
export type Security = (typeof SECURITY)[number];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const MAILBOX = /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/u;

const words = (title: string, titleAr: string, description?: string, descriptionAr?: string) => ({
  title,
  titleAr,
  ...(description ? { description } : {}),
  ...(descriptionAr ? { descriptionAr } : {}),
});

const port = (value: number) => z.coerce.number().int().min(1).max(65_535).default(value);
const text = () => z.string().trim();

const fields = {
  address: text()
    .max(254)
    .regex(MAILBOX)
    .meta(
      words(
        'Mail address',
        'عنوان البريد',
        'The address people write to.',
        'العنوان الذي يراسلكم الناس عليه.',
      ),
    ),
  displayName: text().max(120).default('').meta(words('Sender name', 'اسم المرسل')),
  imapHost: text().min(1).meta(words('Incoming server (IMAP)', 'خادم الوارد (IMAP)')),
  imapPort: port(993).meta(words('Incoming port', 'منفذ الوارد')),
  imapSecurity: z.enum(SECURITY).default('tls').meta(words('Incoming security', 'حماية اتصال الوارد')),
  mailbox: text().min(1).default('INBOX').meta(words('Mailbox folder', 'مجلد البريد')),
  readExisting: z
    .boolean()
    .default(true)
    .meta(
      words(
        'Take in the mail that is there already',
        'استيراد الرسائل الموجودة',
        'Switch off before connecting a mailbox in use: only mail that arrives from then on is read.',
        'أوقفوه قبل ربط صندوق مستخدم من قبل، فلا تُقرأ إلا الرسائل التي تصل بعد الربط.',
      ),
    ),
  smtpHost: text().min(1).meta(words('Outgoing server (SMTP)', 'خادم الصادر (SMTP)')),
  smtpPort: port(465).meta(words('Outgoing port', 'منفذ الصادر')),
  smtpSecurity: z.enum(SECURITY).default('tls').meta(words('Outgoing security', 'حماية اتصال الصادر')),
  user: text().min(1).meta(words('User name', 'اسم المستخدم')),
  password: secret(words('Password', 'كلمة المرور')).optional(),
  oauthTokenUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      words('OAuth token address', 'عنوان رمز OAuth', 'For Microsoft 365 and Gmail, instead of a password.'),
    ),
  oauthClientId: text().optional().meta(words('OAuth client', 'معرّف عميل OAuth')),
  oauthClientSecret: secret(words('OAuth client secret', 'سر عميل OAuth')).optional(),
  oauthRefreshToken: secret(words('OAuth refresh token', 'رمز تجديد OAuth')).optional(),
  oauthAccessToken: secret(words('OAuth access token', 'رمز وصول OAuth')).optional(),
  signedReplyAddress: z
    .boolean()
    .default(true)
    .meta(
      words(
        'Signed reply address',
        'عنوان رد موقّع',
        'Replies go to name+code@domain; switch off when the server has no plus addressing.',
        'تصل الردود إلى عنوان يحمل رمز المحادثة؛ أوقفوه إن كان الخادم لا يقبل علامة + في العنوان.',
      ),
    ),
  trustedAuthservId: text()
    .default('')
    .meta(
      words(
        'Trusted authentication server',
        'خادم التحقق الموثوق',
        'Only DMARC results of this authserv-id count as proof of a sender (RFC 8601).',
        'لا يُعتمد إثبات المرسل (DMARC) إلا من هذا الخادم.',
      ),
    ),
};

/** Settings of one mailbox. Unprotected connections are allowed to this machine only. */
export const settings = z
  .object(fields)
  .refine((value) => value.imapSecurity !== 'none' || LOOPBACK.test(value.imapHost), {
    path: ['imapSecurity'],
    message: 'unprotected connections are allowed to this machine only',
  })
  .refine((value) => value.smtpSecurity !== 'none' || LOOPBACK.test(value.smtpHost), {
    path: ['smtpSecurity'],
    message: 'unprotected connections are allowed to this machine only',
  })
  .refine((value) => !value.oauthTokenUrl || isSafe(value.oauthTokenUrl), {
    path: ['oauthTokenUrl'],
    message: 'tokens are asked for over https only',
  })
  .refine((value) => value.password ?? value.oauthAccessToken ?? value.oauthRefreshToken, {
    path: ['password'],
    message: 'a password or OAuth tokens are needed',
  })
  .refine((value) => !value.oauthRefreshToken || (value.oauthTokenUrl && value.oauthClientId), {
    path: ['oauthTokenUrl'],
    message: 'a refresh token needs the token address and the client',
  });

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || LOOPBACK.test(hostname);
}

/** The settings as the channel reads them. */
export type EmailSettings = z.output<typeof settings>;
