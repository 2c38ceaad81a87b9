import { z } from 'zod';
import type {
  Accepted,
  ChannelContext,
  Connection,
  Inbound,
  Json,
  Outbound,
  Polled,
  StoredEvent,
} from '../channel.js';
import { LoginSource } from '../providers/mailbox/access.js';
import type { ProviderReport } from '../upkeep.js';
import { digestPool } from './digest.pool.js';
import { Mailbox } from '../providers/mailbox/mailbox.js';
import { interpretMail } from './parse.js';
import type { EmailSettings } from './settings.js';
import { mailId, type Letterhead } from './smtp.compose.js';
import { MailSender } from './smtp.sender.js';

const oversizePointer = z.object({ oversize: z.number() });

/** One mailbox: read over IMAP, answered over SMTP. Connections open when first needed. */
export class EmailConnection implements Connection {
  private readonly head: Letterhead;
  private readonly logins: LoginSource;
  private readonly sender: MailSender;
  private readonly mailbox: Mailbox;

  constructor(
    private readonly settings: EmailSettings,
    private readonly context: ChannelContext,
  ) {
    const now = (): Date => context.now();
    this.logins = new LoginSource(settings, now);
    this.head = { settings, accountId: context.accountId, signer: context };
    this.sender = new MailSender(this.head, this.logins);
    this.mailbox = new Mailbox(settings, this.logins, now);
  }

  async send(message: Outbound): Promise<Accepted> {
    return this.sender.send(message);
  }

  providerIdFor(message: { readonly messageId: string; readonly conversationId: string }): string {
    return mailId({ ...message, providerId: null }, this.head);
  }

  async parse(event: StoredEvent): Promise<Inbound[]> {
    const raw = event.request.body;
    const pointer = oversizePointer.safeParse(event.pointer);
    const oversize = pointer.success ? pointer.data.oversize : null;
    const digest = oversize === null ? await digestPool.digest(raw).catch(() => null) : null;
    const { accountId } = this.context;
    const { address, trustedAuthservId } = this.settings;
    return interpretMail({ raw, digest, oversize }, { accountId, address, trustedAuthservId }, this.context);
  }

  async poll(cursor: Json): Promise<Polled> {
    return this.mailbox.poll(cursor);
  }

  async watch(wake: () => void): Promise<() => Promise<void>> {
    return this.mailbox.watch(wake);
  }

  /** Logs in on both sides and opens the folder. Throws ChannelError with the reason. */
  async check(): Promise<void> {
    await this.mailbox.check();
    await this.sender.check();
  }

  async inspect(): Promise<ProviderReport> {
    return this.logins.report();
  }

  async close(): Promise<void> {
    this.sender.close();
    await this.mailbox.close();
  }
}
