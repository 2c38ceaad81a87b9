import type { ImapFlow } from 'imapflow';
import type { Json, Polled } from '../../channel.js';
import type { LoginSource } from './access.js';
import { connectImap, imapError } from './imap.client.js';
import { readMailbox } from './imap.reader.js';
import { MailboxWatcher } from './imap.watcher.js';
import { LoginBrake } from './login.brake.js';
import type { MailboxSettings } from './settings.js';

/** One mailbox, read over IMAP. Connections open when first needed. */
export class Mailbox {
  private readonly brake: LoginBrake;
  private readonly clients = new Set<ImapFlow>();
  private readonly watchers = new Set<MailboxWatcher>();
  private reading: ImapFlow | null = null;
  private closed = false;

  /** `readExisting`: whether the mail that it holds already counts. */
  constructor(
    private readonly settings: MailboxSettings & { readonly readExisting: boolean },
    private readonly logins: LoginSource,
    private readonly now: () => Date,
  ) {
    this.brake = new LoginBrake(now);
  }

  /** What is new since the cursor. Throws ChannelError. */
  async poll(cursor: Json): Promise<Polled> {
    const client = this.reading?.usable ? this.reading : await this.connect();
    this.reading = client;
    try {
      const { mailbox, readExisting } = this.settings;
      return await readMailbox(client, { name: mailbox, readExisting, now: this.now() }, cursor);
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  /** Calls `wake` when mail arrives; gives a function that stops. */
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

  /** Logs in and opens the folder. Throws ChannelError with the reason. */
  async check(): Promise<void> {
    const client = await this.connect();
    try {
      await client.mailboxOpen(this.settings.mailbox, { readOnly: true });
    } catch (error) {
      throw imapError(error);
    } finally {
      this.drop(client);
    }
  }

  /** Ends every connection at once, without farewell: servers that don't answer can't delay it. */
  async close(): Promise<void> {
    this.closed = true;
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
