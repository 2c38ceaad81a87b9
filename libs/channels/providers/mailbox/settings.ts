import { z } from 'zod';
import { secret } from '../../channel.js';

const SECURITY = ['tls', 'starttls', 'none'] as const;
/** How a connection to the mail server is protected. */
export type Security = (typeof SECURITY)[number];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Words of a field, in both languages. */
export const words = (title: string, titleAr: string, description?: string, descriptionAr?: string) => ({
  title,
  titleAr,
  ...(description ? { description } : {}),
  ...(descriptionAr ? { descriptionAr } : {}),
});

const text = () => z.string().trim();

/** A port, with the one that is usual. */
export const port = (usual: number) => z.coerce.number().int().min(1).max(65_535).default(usual);

/** How a connection is protected; by TLS unless said otherwise. */
export const security = () => z.enum(SECURITY).default('tls');

/** Where a mailbox is read. */
export const incomingFields = {
  imapHost: text().min(1).meta(words('Incoming server (IMAP)', 'خادم الوارد (IMAP)')),
  imapPort: port(993).meta(words('Incoming port', 'منفذ الوارد')),
  imapSecurity: security().meta(words('Incoming security', 'حماية اتصال الوارد')),
  mailbox: text().min(1).default('INBOX').meta(words('Mailbox folder', 'مجلد البريد')),
};

/** Who we are to the mail server. */
export const loginFields = {
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
};

const login = z.object(loginFields);

/** Who we are to the mail server, as it was set. */
export type MailLogin = z.output<typeof login>;

const mailbox = z.object({ ...incomingFields, ...loginFields });

/** A mailbox that is read, as it was set. */
export type MailboxSettings = z.output<typeof mailbox>;

/** True where nobody listens on the way, or can't. */
export function isProtected(how: Security, host: string): boolean {
  return how !== 'none' || LOOPBACK.test(host);
}

/** Whether there is a way to log in: a password or OAuth tokens. */
export function hasLogin({
  password,
  oauthAccessToken,
  oauthRefreshToken,
}: Pick<MailLogin, 'password' | 'oauthAccessToken' | 'oauthRefreshToken'>): boolean {
  return Boolean(password ?? oauthAccessToken ?? oauthRefreshToken);
}

/** Whether tokens can be renewed, where they must be. */
export function canRenew({
  oauthRefreshToken,
  oauthTokenUrl,
  oauthClientId,
}: Pick<MailLogin, 'oauthRefreshToken' | 'oauthTokenUrl' | 'oauthClientId'>): boolean {
  return !oauthRefreshToken || Boolean(oauthTokenUrl && oauthClientId);
}

/** Whether tokens are asked for over https, or on this machine. */
export function isSafeTokenUrl(address: string | undefined): boolean {
  if (!address) return true;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || LOOPBACK.test(hostname);
}
