import { BoundedList } from '../core/bounded.list.js';
import type { ChatLocation } from '../core/chat.types.js';
import type { LedgerEntry } from '../core/ledger.types.js';
import type { StoredMedia } from '../core/media.store.js';

export type TwilioStatus =
  'accepted' | 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered' | 'received';

/** A message as the provider keeps it; `status` and what follows it move on. */
export type TwilioMessage = {
  readonly sid: string;
  readonly accountSid: string;
  readonly direction: 'inbound' | 'outbound-api';
  /** With the `whatsapp:` prefix where it is WhatsApp. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly contentSid: string | null;
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
  readonly createdAt: number;
  /** How many files were announced; `media` holds those that have arrived. */
  readonly mediaCount: number;
  readonly profileName: string | null;
  readonly location?: ChatLocation | undefined;
  /** SID of the message that this one quotes. */
  readonly inReplyTo?: string | undefined;
  readonly statuses: { readonly status: TwilioStatus; readonly at: string }[];
  status: TwilioStatus;
  /** Whether Sila's webhook took an inbound message. */
  webhook: 'pending' | 'taken' | 'refused';
  errorCode: number | null;
  sentAt: number | null;
  updatedAt: number;
  media: readonly StoredMedia[];
};

/** Twilio tells the channels apart by how addresses begin. */
export const isWhatsapp = ({ from, to }: Pick<TwilioMessage, 'from' | 'to'>): boolean =>
  from.startsWith('whatsapp:') || to.startsWith('whatsapp:');

/** How the ledger names a message. */
export const headOf = (
  message: Pick<TwilioMessage, 'sid' | 'from' | 'to'>,
): Pick<LedgerEntry, 'channel' | 'messageId' | 'from' | 'to'> => ({
  channel: isWhatsapp(message) ? 'whatsapp' : 'sms',
  messageId: message.sid,
  from: message.from,
  to: message.to,
});

export type MessageFilter = {
  readonly accountSid: string;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly sentFrom?: number | undefined;
  readonly sentBefore?: number | undefined;
};

/** Every message of every account, both ways, oldest forgotten first. */
export class MessagesStore {
  private readonly messages: BoundedList<TwilioMessage>;
  private readonly bySid = new Map<string, TwilioMessage>();
  /** Last time each person wrote to each number: what the 24-hour window is counted from. */
  private readonly lastInbound = new Map<string, number>();

  constructor(limit: number) {
    this.messages = new BoundedList(limit, (dropped) => this.bySid.delete(dropped.sid));
  }

  add(message: TwilioMessage): void {
    this.messages.push(message);
    this.bySid.set(message.sid, message);
  }

  get(sid: string): TwilioMessage | undefined {
    return this.bySid.get(sid);
  }

  all(): readonly TwilioMessage[] {
    return this.messages.all();
  }

  /** Newest first, as Twilio lists. */
  list(filter: MessageFilter): readonly TwilioMessage[] {
    return this.messages
      .all()
      .filter((message) => matches(message, filter))
      .reverse();
  }

  noteInbound(number: string, person: string, at: number): void {
    this.lastInbound.set(pair(number, person), at);
  }

  lastInboundAt(number: string, person: string): number | undefined {
    return this.lastInbound.get(pair(number, person));
  }
}

const pair = (number: string, person: string): string => `${bare(number)} ${bare(person)}`;
const bare = (address: string): string => address.replace(/^whatsapp:/, '');

const matches = (message: TwilioMessage, filter: MessageFilter): boolean => {
  const sent = message.sentAt ?? message.createdAt;
  return (
    message.accountSid === filter.accountSid &&
    (filter.to === undefined || message.to === filter.to) &&
    (filter.from === undefined || message.from === filter.from) &&
    (filter.sentFrom === undefined || sent >= filter.sentFrom) &&
    (filter.sentBefore === undefined || sent < filter.sentBefore)
  );
};
