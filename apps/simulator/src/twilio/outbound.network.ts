import type { Timings, TwilioAccount } from '../core/accounts.store.js';
import type { FaultsBoard } from '../core/faults.board.js';
import type { LedgerStore } from '../core/ledger.store.js';
import type { ReceivedStore } from '../core/received.store.js';
import type { SimulatedClock } from '../core/simulated.clock.js';
import type { TimersSet } from '../core/timers.set.js';
import type { CallbackCourier } from './callback.courier.js';
import type { MediaStore } from './media.store.js';
import type { TwilioMessage, TwilioStatus } from './messages.store.js';
import { isInsideWindow, outsideWindowCode } from './window.rule.js';
import type { MessagesStore } from './messages.store.js';

const realistic: Timings = { sentMs: 60, deliveredMs: 250, readMs: null };

type Parts = {
  readonly clock: SimulatedClock;
  readonly faults: FaultsBoard;
  readonly ledger: LedgerStore;
  readonly media: MediaStore;
  readonly messages: MessagesStore;
  readonly received: ReceivedStore;
  readonly timers: TimersSet;
  readonly courier: CallbackCourier;
};

/** Carries accepted messages to the phones: queued, sent, delivered, read, each reported to Sila. */
export class OutboundNetwork {
  /** The last delivery to each person: one phone gets its messages in the order they were accepted. */
  private readonly tails = new Map<string, Promise<void>>();

  constructor(private readonly parts: Parts) {}

  /** Starts the journey of an accepted message; returns at once. `mediaUrls` are fetched on the way. */
  carry(account: TwilioAccount, message: TwilioMessage, mediaUrls: readonly string[]): void {
    const previous = this.tails.get(message.to) ?? Promise.resolve();
    const journey = this.journey(account, message, mediaUrls, previous).catch(() => undefined);
    this.tails.set(message.to, journey);
    void journey.then(() => this.tails.get(message.to) === journey && this.tails.delete(message.to));
  }

  /** The person opens the chat: every delivered message of this pair is read. Returns the SIDs read. */
  async read(account: TwilioAccount, person: string, sids?: readonly string[]): Promise<readonly string[]> {
    const unread = this.parts.messages
      .list({ accountSid: account.accountSid, from: `whatsapp:${account.number}`, to: person })
      .filter(
        (message) => message.status === 'delivered' && (sids === undefined || sids.includes(message.sid)),
      )
      .reverse();
    await Promise.all(unread.map((message) => this.advance(account, message, 'read')));
    return unread.map((message) => message.sid);
  }

  /** Moves a message on and reports it. */
  async advance(account: TwilioAccount, message: TwilioMessage, status: TwilioStatus): Promise<void> {
    const at = this.parts.clock.now();
    message.status = status;
    message.updatedAt = at;
    if (status === 'sent') message.sentAt = at;
    message.statuses.push({ status, at: new Date(at).toISOString() });
    await this.parts.courier.report(account, message, status);
  }

  private async journey(
    account: TwilioAccount,
    message: TwilioMessage,
    urls: readonly string[],
    previous: Promise<void>,
  ) {
    const timings = { ...realistic, ...account.timings };
    const { timers } = this.parts;
    const arriving = Promise.all([timers.wait(timings.deliveredMs), previous]);
    void this.parts.courier.report(account, message, 'queued');
    const failure = this.refusal(account, message);
    const fetched = failure === null ? await this.fetchMedia(message, urls) : true;
    await timers.wait(timings.sentMs);
    if (failure !== null) return this.fail(account, message, failure);
    if (!fetched) return this.fail(account, message, 63019);
    void this.advance(account, message, 'sent');
    await arriving;
    this.arrive(message);
    void this.advance(account, message, 'delivered');
    if (timings.readMs !== null) timers.after(timings.readMs, () => this.advance(account, message, 'read'));
  }

  private refusal(account: TwilioAccount, message: TwilioMessage): number | null {
    const fault = this.parts.faults.take(['undeliverable'], { to: message.to });
    if (fault) return fault.errorCode ?? 63024;
    if (account.windowRule !== 'callback' || message.contentSid !== null) return null;
    return isInsideWindow(this.parts.messages, account, message.to, this.parts.clock.now())
      ? null
      : outsideWindowCode;
  }

  private async fail(account: TwilioAccount, message: TwilioMessage, code: number): Promise<void> {
    message.errorCode = code;
    await this.advance(account, message, 'failed');
  }

  /** False when an address did not give its file. */
  private async fetchMedia(message: TwilioMessage, urls: readonly string[]): Promise<boolean> {
    try {
      message.media = await Promise.all(urls.map((url) => this.parts.media.take({ url })));
      return true;
    } catch {
      return false;
    }
  }

  private arrive(message: TwilioMessage): void {
    const at = this.parts.clock.iso();
    const head = { channel: 'whatsapp', messageId: message.sid, from: message.from, to: message.to } as const;
    this.parts.received.add({
      ...head,
      at,
      id: message.sid,
      text: message.body,
      subject: null,
      html: null,
      inReplyTo: null,
      references: [],
      contentSid: message.contentSid,
      reference: message.statusCallback,
      statuses: message.statuses,
      mailId: null,
      media: message.media.map((media) => ({
        url: `/cdn/${media.cdnKey}`,
        contentType: media.contentType,
        size: media.bytes.length,
        sha256: media.sha256,
        fileName: media.fileName,
      })),
    });
    this.parts.ledger.write({ ...head, kind: 'arrival', direction: 'outbound', text: message.body });
  }
}
