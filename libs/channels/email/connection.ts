import type { ImapFlow } from 'imapflow';
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
import type { ProviderReport } from '../upkeep.js';
import { LoginSource } from './access.js';
import { LoginBrake } from './login.brake.js';
import { digestPool } from './digest.pool.js';
import { connectImap, imapError } from './imap.client.js';
import { readMailbox } from './imap.reader.js';
import { MailboxWatcher } from './imap.watcher.js';
import { interpretMail } from './parse.js';
import type { EmailSettings } from './settings.js';
import { mailId, type Letterhead } from './smtp.compose.js';
import { MailSender } from './smtp.sender.js';

const oversizePointer = z.object({ oversize: z.number() });

/** One mailbox: read over IMAP, answered over SMTP. Connections open when first needed. */
export class EmailConnection implements Connection {
  private readonly logins: LoginSource;
  private readonly head: Letterhead;
  private readonly sender: MailSender;
  private readonly brake: LoginBrake;
  private readonly clients = new Set<ImapFlow>();
  private readonly watchers = new Set<MailboxWatcher>();
  private reading: ImapFlow | null = null;
  private closed = false;

  constructor(
    private readonly settings: EmailSettings,
    private readonly context: ChannelContext,
  ) {
    this.logins = new LoginSource(settings, () => context.now());
    this.brake = new LoginBrake(() => context.now());
    this.head = { settings, accountId: context.accountId, signer: context };
    this.sender = new MailSender(this.head, this.logins);
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
    const client = this.reading?.usable ? this.reading : await this.connect();
    this.reading = client;
    try {
      const { mailbox, readExisting } = this.settings;
      return await readMailbox(client, { name: mailbox, readExisting, now: this.context.now() }, cursor);
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  async watch(wake: () => void): Promise<() => Promise<void>> {
    const parts = {
      mailbox: this.settings.mailbox,
      connect: async (track: (client: ImapFlow) => void) => this.connect(track),
      random: Math.random,
    };
    const watcher = new MailboxWatcher(parts, wake);
    this.watchers.add(watcher);
    return async () => {
      this.watchers.delete(watcher);
      await watcher.stop();
    };
  }

  /** Logs in on both sides and opens the folder. Throws ChannelError with the reason. */
  async check(): Promise<void> {
    const client = await this.connect();
    try {
      await client.mailboxOpen(this.settings.mailbox, { readOnly: true });
    } catch (error) {
      throw imapError(error);
    } finally {
      this.drop(client);
    }
    await this.sender.check();
  }

  async inspect(): Promise<ProviderReport> {
    return this.logins.report();
  }

  /** Ends every connection at once, without farewell: servers that don't answer can't delay it. */
  async close(): Promise<void> {
    this.closed = true;
    this.sender.close();
    for (const client of this.clients) client.close();
    await Promise.all([...this.watchers].map(async (watcher) => watcher.stop()));
  }

  private async connect(track: (client: ImapFlow) => void = () => undefined): Promise<ImapFlow> {
    const open = (client: ImapFlow): void => {
      this.clients.add(client);
      client.once('close', () => this.clients.delete(client));
      track(client);
      if (this.closed) client.close();
    };
    return this.brake.run(async () => connectImap(this.settings, this.logins, open));
  }

  private drop(client: ImapFlow): void {
    client.close();
    this.clients.delete(client);
    if (this.reading === client) this.reading = null;
  }
}
