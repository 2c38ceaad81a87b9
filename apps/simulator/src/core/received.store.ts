import { EventEmitter } from 'node:events';
import { BoundedList } from './bounded.list.js';
import type { MediaLink } from './media.link.js';

/** What one beneficiary got. `statuses` grows while the message is delivered and read. */
export type ReceivedMessage = {
  readonly seq: number;
  readonly at: string;
  readonly channel: string;
  /** The provider's id of the message. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly subject: string | null;
  readonly html: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly contentSid: string | null;
  /** What Sila gave with it to know it again: a callback's address, a reference. */
  readonly reference: string | null;
  readonly media: readonly MediaLink[];
  readonly statuses: readonly { readonly status: string; readonly at: string }[];
  /** E-mail: the stored mail's id, for `GET /mail/:id`. */
  readonly mailId: string | null;
  /** What else came with it, in the provider's own words: buttons, a location, a reaction. */
  readonly details: Readonly<Record<string, unknown>>;
};

type Required = 'at' | 'channel' | 'id' | 'from' | 'to' | 'text';

/** A message that arrives; what is left out is empty. */
export type Arrival = Pick<ReceivedMessage, Required> & Partial<Omit<ReceivedMessage, Required | 'seq'>>;

const nothingElse = {
  subject: null,
  html: null,
  inReplyTo: null,
  references: [],
  contentSid: null,
  reference: null,
  media: [],
  statuses: [],
  mailId: null,
  details: {},
} as const;

export type ReceivedFilter = {
  readonly channel?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: number | undefined;
};

/** Everything that reached beneficiaries, oldest forgotten first. */
export class ReceivedStore {
  private readonly messages: BoundedList<ReceivedMessage>;
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private lastSeq = 0;

  constructor(limit: number) {
    this.messages = new BoundedList(limit);
  }

  add(message: Arrival): ReceivedMessage {
    const stored: ReceivedMessage = { seq: ++this.lastSeq, ...nothingElse, ...message };
    this.messages.push(stored);
    this.emitter.emit('arrival', stored);
    return stored;
  }

  list(filter: ReceivedFilter): readonly ReceivedMessage[] {
    return this.messages.all().filter((message) => matches(message, filter));
  }

  /** As `list`, once at least `count` match or `waitMs` have passed, whichever comes first. */
  async waitFor(filter: ReceivedFilter, count: number, waitMs: number): Promise<readonly ReceivedMessage[]> {
    const missing = count - this.list(filter).length;
    if (missing > 0) await this.arrivals(filter, missing, waitMs);
    return this.list(filter);
  }

  clear(): void {
    this.messages.clear();
  }

  /** Resolves when `count` more have come that match, or after `waitMs`. */
  private arrivals(filter: ReceivedFilter, count: number, waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      let missing = count;
      const finish = () => {
        clearTimeout(timer);
        this.emitter.off('arrival', onArrival);
        resolve();
      };
      const onArrival = (message: ReceivedMessage) => {
        if (matches(message, filter)) missing -= 1;
        if (missing === 0) finish();
      };
      const timer = setTimeout(finish, waitMs);
      this.emitter.on('arrival', onArrival);
    });
  }
}

const matches = (message: ReceivedMessage, filter: ReceivedFilter): boolean =>
  message.seq > (filter.after ?? 0) &&
  (filter.channel === undefined || message.channel === filter.channel) &&
  (filter.to === undefined || sameAddress(message.to, filter.to));

/** `whatsapp:+966…` and `+966…` name the same phone; mail addresses are compared without case. */
const sameAddress = (one: string, other: string): boolean => bare(one) === bare(other);
const bare = (address: string): string => address.replace(/^whatsapp:/, '').toLowerCase();
