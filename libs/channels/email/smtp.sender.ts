import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { ChannelError, type Accepted, type Outbound } from '../channel.js';
import { protection, type LoginSource } from '../providers/mailbox/access.js';
import { composeMail, domainOf, type Letterhead } from './smtp.compose.js';
import { smtpError } from './smtp.errors.js';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** Sends mail, one connection for each: a mail is slow anyway, and a fresh connection has no stale state. */
export class MailSender {
  private readonly open = new Set<{ close(): void }>();

  constructor(
    private readonly head: Letterhead,
    private readonly logins: LoginSource,
  ) {}

  /** Resolves once the server took the mail. Throws ChannelError. */
  async send(message: Outbound): Promise<Accepted> {
    if (message.to.kind !== 'email') throw new ChannelError('permanent', 'no-address', 'not a mail address');
    const { mail, streams } = await composeMail(message, this.head);
    const progress = { bodyStarted: false };
    const transport = createTransport({ ...(await this.options()), ...watching(progress) });
    this.open.add(transport);
    try {
      const info = await transport.sendMail(mail);
      if (info.rejected.length > 0) throw new ChannelError('permanent', 'rejected', info.response);
      return { providerId: String(mail.messageId), status: 'sent' };
    } catch (error) {
      throw smtpError(error, progress.bodyStarted);
    } finally {
      for (const stream of streams) stream.destroy();
      transport.close();
      this.open.delete(transport);
    }
  }

  /** Connects, says hello and logs in. Throws ChannelError. */
  async check(): Promise<void> {
    const transport = createTransport(await this.options());
    try {
      await transport.verify();
    } catch (error) {
      throw smtpError(error, false);
    } finally {
      transport.close();
    }
  }

  /** Ends what is under way. */
  close(): void {
    for (const transport of this.open) transport.close();
  }

  private async options(): Promise<SMTPTransport.Options> {
    const { settings } = this.head;
    const { secure, starttls } = protection(settings.smtpSecurity);
    const login = await this.logins.login();
    return {
      host: settings.smtpHost,
      port: settings.smtpPort,
      secure,
      requireTLS: starttls,
      ignoreTLS: !secure && !starttls,
      name: domainOf(settings.address),
      auth: 'pass' in login ? login : { type: 'OAuth2', user: login.user, accessToken: login.accessToken },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }
}

/**
 * Notes the moment the server asks for the body (reply 354): a connection that breaks after it leaves open whether the
 * mail was taken. nodemailer names no such moment, its transaction log does.
 */
function watching(progress: {
  bodyStarted: boolean;
}): Pick<SMTPTransport.Options, 'logger' | 'transactionLog'> {
  const ignore = (): void => undefined;
  const note = (entry: unknown, ...text: readonly unknown[]): void => {
    const server = typeof entry === 'object' && entry !== null && 'tnx' in entry && entry.tnx === 'server';
    if (server && text.some((line) => typeof line === 'string' && line.startsWith('354')))
      progress.bodyStarted = true;
  };
  const logger = {
    level: ignore,
    trace: ignore,
    debug: note,
    info: ignore,
    warn: ignore,
    error: ignore,
    fatal: ignore,
  };
  return { transactionLog: true, logger };
}
