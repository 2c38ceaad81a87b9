import type { TargetFaults } from '../core/faults.board.js';
import { linkTo } from '../core/media.store.js';
import type { Journeys } from '../core/message.journey.js';
import type { World } from '../core/simulator.world.js';
import type { TwilioAccount } from './account.kind.js';
import {
  headOf,
  isWhatsapp,
  type MessagesStore,
  type TwilioMessage,
  type TwilioStatus,
} from './messages.store.js';
import type { StatusCallbacks } from './status.callbacks.js';
import { isInsideWindow, outsideWindowCode } from './window.rule.js';

type Parts = Pick<World, 'clock' | 'ledger' | 'media' | 'received'> & {
  readonly callbacks: StatusCallbacks;
  readonly faults: TargetFaults;
  readonly journeys: Journeys;
  readonly messages: MessagesStore;
};

/** Carries accepted messages to the phones: queued, sent, delivered, read, each reported to Sila. */
export class OutboundNetwork {
  constructor(private readonly parts: Parts) {}

  /** Starts the journey of an accepted message; returns at once. `mediaUrls` are fetched on the way. */
  carry(account: TwilioAccount, message: TwilioMessage, mediaUrls: readonly string[]): void {
    void this.parts.callbacks.report(account, message, 'queued');
    this.parts.journeys.start({
      to: message.to,
      timings: account.timings,
      obstacle: () => this.obstacle(account, message, mediaUrls),
      fail: (code) => {
        message.errorCode = code;
        void this.advance(account, message, 'failed');
      },
      advance: (status) => void this.advance(account, message, status),
      arrive: () => this.arrive(message),
    });
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

  private async advance(account: TwilioAccount, message: TwilioMessage, status: TwilioStatus): Promise<void> {
    const at = this.parts.clock.now();
    message.status = status;
    message.updatedAt = at;
    if (status === 'sent') message.sentAt = at;
    message.statuses.push({ status, at: new Date(at).toISOString() });
    await this.parts.callbacks.report(account, message, status);
  }

  private async obstacle(
    account: TwilioAccount,
    message: TwilioMessage,
    mediaUrls: readonly string[],
  ): Promise<number | null> {
    const fault = this.parts.faults.take(['undeliverable'], { to: message.to });
    if (fault) return fault.errorCode ?? (isWhatsapp(message) ? 63024 : 30003);
    if (account.windowRule === 'callback' && message.contentSid === null) {
      const now = this.parts.clock.now();
      if (!isInsideWindow(this.parts.messages, account, message.to, now)) return outsideWindowCode;
    }
    return (await this.fetchMedia(message, mediaUrls)) ? null : 63019;
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
    const head = headOf(message);
    this.parts.received.add({
      ...head,
      at: this.parts.clock.iso(),
      id: message.sid,
      text: message.body,
      contentSid: message.contentSid,
      reference: message.statusCallback,
      statuses: message.statuses,
      media: message.media.map(linkTo),
    });
    this.parts.ledger.write({ ...head, kind: 'arrival', direction: 'outbound', text: message.body });
  }
}
