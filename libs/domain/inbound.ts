import type { InboundCall } from './call-news.js';
import type { Address, Sender } from './contact.js';
import type { Language } from './staff.js';
import type { MessageStatus } from './status.js';

/** Any value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What one stored event means. An event may mean several things, or nothing that matters. */
export type Inbound =
  | InboundMessage
  | InboundEcho
  | InboundReaction
  | InboundEdit
  | InboundDeletion
  | InboundIdentityChange
  | InboundReachability
  | InboundTrouble
  | InboundReceipt
  | InboundWatermark
  | InboundCall
  | InboundIgnored;

export interface InboundMessage {
  readonly type: 'message';
  /** The provider's id of the message. */
  readonly providerId: string;
  readonly from: Sender;
  /** `unsupported` shows a visible stub with the original behind it. */
  readonly kind: 'text' | 'unsupported';
  readonly text: string;
  /** Unsanitised HTML when the provider gave some; the product sanitises before showing. */
  readonly html: string | null;
  readonly subject: string | null;
  /** Index in `text` where quoted earlier mail begins; null when nothing is folded. */
  readonly quotedFrom: number | null;
  readonly sentAt: Date | null;
  /** What the message explicitly refers to, strongest first. */
  readonly references: readonly Reference[];
  /** True for auto-replies, lists, bounces: shown, but never answered automatically. */
  readonly automatic: boolean;
  readonly language: Language | null;
  readonly attachments: readonly InboundAttachment[];
  /** What the message is beside its text; null for plain text and files. `text` says the same in words, for search. */
  readonly content: MessageContent | null;
  /** Provider id of the message that this one answers, shown above it; null when it quotes none. */
  readonly quotes: string | null;
  /** Small, channel-specific facts worth keeping beside the message (headers, location, button). */
  readonly meta: Json;
}

/** Something that a message carries beside text and files. */
export type MessageContent =
  | {
      readonly type: 'location';
      /** Degrees, WGS 84. */
      readonly latitude: number;
      readonly longitude: number;
      readonly name: string | null;
      readonly address: string | null;
    }
  | { readonly type: 'contacts'; readonly contacts: readonly SharedContact[] }
  /** A button or a row of a list that the person pressed; `payload` is what we had put behind it. */
  | { readonly type: 'choice'; readonly title: string; readonly payload: string | null }
  /** The person mentioned us in a story, or answers one of ours; the link ends after a day. */
  | { readonly type: 'story'; readonly story: 'mention' | 'reply'; readonly url: string | null }
  /** The person wrote in public and named, answered or quoted us; what is answered goes to them in private. */
  | { readonly type: 'post'; readonly url: string }
  /** Something readable only in the provider's own app (X's encrypted chat). */
  | { readonly type: 'elsewhere'; readonly url: string };

/** A person's card that somebody sent. */
export interface SharedContact {
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** What our own staff wrote to a person in the provider's app, outside Sila: shown as sent by a human. */
export interface InboundEcho {
  readonly type: 'echo';
  readonly providerId: string;
  /** Our id when it was Sila that sent it and the provider gave the id back; nothing is then shown twice. */
  readonly messageId: string | null;
  readonly to: Address;
  readonly text: string;
  readonly sentAt: Date | null;
  readonly attachments: readonly InboundAttachment[];
  readonly content: MessageContent | null;
}

/** A sign that a person put on a message; null takes it away. */
export interface InboundReaction {
  readonly type: 'reaction';
  readonly from: Sender;
  /** Provider id of the message it is put on. */
  readonly target: string;
  readonly emoji: string | null;
  readonly at: Date | null;
}

/** The person changed the text of an earlier message. */
export interface InboundEdit {
  readonly type: 'edit';
  readonly from: Sender;
  /** Provider id of the changed message. */
  readonly target: string;
  readonly text: string;
  readonly at: Date | null;
}

/** The person took a message back: its text and files are removed, a tombstone stays (Meta's terms). */
export interface InboundDeletion {
  readonly type: 'deletion';
  readonly from: Sender;
  /** Provider id of the message taken back. */
  readonly target: string;
  readonly at: Date | null;
}

/** A person's address became another one: the identity moves, the person stays. */
export interface InboundIdentityChange {
  readonly type: 'identity-change';
  readonly from: Address;
  readonly to: Address;
  readonly at: Date | null;
}

/** The person shut us out (blocked the bot, closed the account), or let us in again. */
export interface InboundReachability {
  readonly type: 'reachability';
  readonly address: Address;
  readonly reachable: boolean;
  readonly at: Date | null;
}

/** The provider says that the account itself no longer works (access withdrawn): shown to the administrator. */
export interface InboundTrouble {
  readonly type: 'trouble';
  readonly reason: string;
}

/** An explicit reference that an inbound message carries. */
export type Reference =
  | { readonly kind: 'conversation'; readonly id: string }
  /** Provider ids of earlier messages, most telling first; they count only when the sender took part in that conversation. */
  | { readonly kind: 'provider-message'; readonly ids: readonly string[] };

export interface InboundAttachment {
  readonly fileName: string;
  /** As declared by the sender; the product sniffs the bytes. */
  readonly mediaType: string;
  readonly size: number | null;
  /** Content-ID of an inline picture. */
  readonly contentId: string | null;
  /** The bytes when the event carried them, else what `fetchMedia` needs. */
  readonly source: { readonly bytes: Uint8Array } | { readonly ref: Json };
}

/** A report about a message of ours. `messageId` is our own id when the provider gave it back. */
export interface InboundReceipt {
  readonly type: 'receipt';
  readonly providerId: string | null;
  readonly messageId: string | null;
  readonly status: Extract<MessageStatus, 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'>;
  readonly errorCode: string | null;
  readonly errorDetail: string | null;
  /** True when the provider refuses free text now and wants a template (63016, 131047). */
  readonly needsTemplate: boolean;
  /** An address that will never work again (permanent bounce). */
  readonly deadAddress: Address | null;
  readonly at: Date | null;
}

/** A report about everything that was sent to an address until a moment, where the provider names no messages. */
export interface InboundWatermark {
  readonly type: 'watermark';
  readonly to: Address;
  readonly status: Extract<MessageStatus, 'delivered' | 'read'>;
  /** By the provider's clock. */
  readonly upTo: Date;
}

export interface InboundIgnored {
  readonly type: 'ignored';
  readonly reason: string;
}
