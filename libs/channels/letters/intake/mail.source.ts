import { createHash } from 'node:crypto';
import type { Json, Polled } from '../../channel.js';
import { LoginSource } from '../../providers/mailbox/access.js';
import { mailboxesOf, readHeaders } from '../../providers/mailbox/headers.js';
import { Mailbox } from '../../providers/mailbox/mailbox.js';
import type { MailedFile } from '../../providers/mailbox/mime.js';
import type { MailboxSettings } from '../../providers/mailbox/settings.js';
import { LARGEST_SCAN, scanItem, wholeMailItem } from '../scan.request.js';
import type { ScanSource } from './scan.source.js';
import { scanType } from '../../providers/paper/scan.type.js';

/** Takes a mail apart, away from the worker. Rejects when it can't be. */
export type TakeApart = (mail: Buffer) => Promise<readonly MailedFile[]>;

/**
 * A mailbox that a scanner writes to. Of mails from its addresses each file that is a scan becomes a letter of its own; the
 * mail is only the envelope. One that can't be taken apart comes in whole, so that nothing is lost unseen. All other mail
 * stays where it is, unread.
 */
export class ScanMailbox implements ScanSource {
  private readonly mailbox: Mailbox;
  private readonly scanners: ReadonlySet<string>;

  constructor(
    settings: MailboxSettings,
    scanners: readonly string[],
    private readonly takeApart: TakeApart,
    now: () => Date,
  ) {
    this.mailbox = new Mailbox({ ...settings, readExisting: true }, new LoginSource(settings, now), now);
    this.scanners = new Set(scanners);
  }

  async poll(cursor: Json): Promise<Polled> {
    const polled = await this.mailbox.poll(cursor);
    const items: Polled['items'][number][] = [];
    for (const mail of polled.items)
      if (this.isFromScanner(mail.body)) items.push(...(await this.scansIn(mail)));
    return { ...polled, items };
  }

  async watch(wake: () => void): Promise<() => Promise<void>> {
    return this.mailbox.watch(wake);
  }

  async check(): Promise<void> {
    await this.mailbox.check();
  }

  async close(): Promise<void> {
    await this.mailbox.close();
  }

  private isFromScanner(mail: Buffer): boolean {
    const [from] = mailboxesOf(readHeaders(mail), 'from');
    return from !== undefined && this.scanners.has(from.address.toLowerCase());
  }

  private async scansIn({ event, body }: Polled['items'][number]): Promise<Polled['items']> {
    const files = event.pointer === null ? await this.takeApart(body).catch(() => null) : null;
    if (!files) return [wholeMailItem(body, createHash('sha256').update(event.key).digest('hex'))];
    return files.flatMap(({ fileName, bytes }) => {
      const scan = Buffer.from(bytes);
      const mediaType = scanType(scan);
      if (!mediaType || scan.length > LARGEST_SCAN) return [];
      return [scanItem({ bytes: scan, fileName: fileName ?? 'scan', mediaType, answers: null })];
    });
  }
}
