import { z } from 'zod';
import {
  canRenew,
  hasLogin,
  incomingFields,
  isProtected,
  isSafeTokenUrl,
  loginFields,
  port,
  security,
  words,
} from '../providers/mailbox/settings.js';

const MAILBOX = /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/u;

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
  ...incomingFields,
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
  smtpSecurity: security().meta(words('Outgoing security', 'حماية اتصال الصادر')),
  ...loginFields,
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
  .refine((value) => isProtected(value.imapSecurity, value.imapHost), {
    path: ['imapSecurity'],
    message: 'unprotected connections are allowed to this machine only',
  })
  .refine((value) => isProtected(value.smtpSecurity, value.smtpHost), {
    path: ['smtpSecurity'],
    message: 'unprotected connections are allowed to this machine only',
  })
  .refine((value) => isSafeTokenUrl(value.oauthTokenUrl), {
    path: ['oauthTokenUrl'],
    message: 'tokens are asked for over https only',
  })
  .refine(hasLogin, {
    path: ['password'],
    message: 'a password or OAuth tokens are needed',
  })
  .refine(canRenew, {
    path: ['oauthTokenUrl'],
    message: 'a refresh token needs the token address and the client',
  });

/** The settings as the channel reads them. */
export type EmailSettings = z.output<typeof settings>;
