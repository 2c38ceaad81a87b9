import { ImapFlow } from 'imapflow';
import { ChannelError } from '../../channel.js';
import { protection, type LoginSource } from './access.js';
import type { MailboxSettings } from './settings.js';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
/** Restarting IDLE this often notices a connection that died without a word (RFC 2177 allows 29 minutes). */
const IDLE_MS = 120_000;
const MAX_LITERAL = 48 * 1_048_576;

/** Opens one connection and logs in. Throws ChannelError; nothing is left open when it does. */
export async function connectImap(
  settings: MailboxSettings,
  logins: LoginSource,
  track: (client: ImapFlow) => void,
): Promise<ImapFlow> {
  const login = await logins.login();
  const { secure, starttls } = protection(settings.imapSecurity);
  const client = new ImapFlow({
    host: settings.imapHost,
    port: settings.imapPort,
    secure,
    ...(secure ? {} : { doSTARTTLS: starttls }),
    auth: login,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxIdleTime: IDLE_MS,
    maxLiteralSize: MAX_LITERAL,
    clientInfo: { name: 'Sila' },
  });
  client.on('error', () => client.close());
  track(client);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw imapError(error);
  }
}

/** What an IMAP failure means: bad credentials and a missing folder need a person, everything else is tried again. */
export function imapError(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  const fault = toFault(error);
  if (fault.authenticationFailed)
    return new ChannelError('auth', 'imap-auth', `IMAP login refused: ${fault.text}`);
  if (fault.mailboxMissing)
    return new ChannelError('permanent', 'imap-mailbox', `no such folder: ${fault.text}`);
  return new ChannelError('retry', fault.code || 'imap', `IMAP: ${fault.text}`);
}

function toFault(error: unknown): {
  code: string;
  text: string;
  authenticationFailed: boolean;
  mailboxMissing: boolean;
} {
  const fault = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text =
    typeof fault.responseText === 'string'
      ? fault.responseText
      : error instanceof Error
        ? error.message
        : String(error);
  return {
    code: typeof fault.code === 'string' ? fault.code : '',
    text: text.slice(0, 300),
    authenticationFailed: fault.authenticationFailed === true,
    mailboxMissing: fault.mailboxMissing === true || fault.serverResponseCode === 'NONEXISTENT',
  };
}
