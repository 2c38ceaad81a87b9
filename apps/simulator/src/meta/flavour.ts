import type { ChatContact, ChatLocation } from '../core/chat.types.js';
import type { StoredMedia } from '../core/media.store.js';
import type { Person } from '../core/people.roster.js';
import type { Bilingual } from '../core/words.types.js';
import type { MetaAccount } from './account.kind.js';

/** Who does something, with which account of the association. */
export type Doing = {
  readonly account: MetaAccount;
  /** The person's address: a number, or an id towards the page. */
  readonly person: string;
  readonly name: string | null;
  /** A person who chose a username: the number is withheld. */
  readonly isHidden: boolean;
  /** Of the message or the event. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** What is done. */
export type Act =
  | {
      readonly kind: 'message' | 'echo';
      readonly text: string;
      readonly media: readonly StoredMedia[];
      readonly isVoice: boolean;
      readonly location?: ChatLocation | undefined;
      readonly contact?: ChatContact | undefined;
      readonly inReplyTo?: string | undefined;
      readonly story?: 'mention' | 'reply' | undefined;
    }
  | { readonly kind: 'reaction'; readonly to: string; readonly emoji: string | null }
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  | { readonly kind: 'deletion'; readonly of: string };

/** What Sila asked to send. */
export type Outgoing = {
  readonly to: string;
  readonly text: string;
  /** Ids of uploads, and addresses to fetch files from. */
  readonly uploads: readonly string[];
  readonly links: readonly string[];
  /** Sila's own id of the message, where the product carries one. */
  readonly reference: string | null;
  /** An approved text, which may go at any time. */
  readonly template: string | null;
  /** Marked as written by a person of the staff, for the seven days. */
  readonly isHumanAgent: boolean;
};

/** One message of the association on its way. */
export type Sending = Outgoing & { readonly id: string; readonly account: MetaAccount };

/** How one of Meta's products speaks. */
export interface Flavour<Channel extends string = string, Key extends string = string> {
  readonly channel: Channel;
  /** The name of its accounts in `POST /accounts`. */
  readonly key: Key;
  readonly label: Bilingual;
  readonly icon: string;
  addressOf(person: Person): string;
  /** The phone behind the address that Sila wrote to; null when nothing would ever arrive there. */
  personAt(to: string): string | null;
  newId(): string;
  /** The webhook about what a person, or our staff in the product's own app, did. */
  event(doing: Doing, act: Act, baseUrl: string): object;
  /** The webhook about how far a message is; null where the product tells nothing. */
  report(sending: Sending, status: string, at: number, errorCode: number | null): object | null;
  /** Reads the body of a call that sends. Throws a ZodError for what Meta would refuse. */
  outgoing(body: unknown): Outgoing;
  answer(sending: Sending): object;
  /** How free text outside the window fails: at once, or by a report later. */
  readonly outsideWindow: {
    readonly code: number;
    readonly subcode?: number;
    readonly at: 'call' | 'report';
  };
}
