import type { Address, Sender } from './contact.js';
import type { Language } from './staff.js';
import type { MessageStatus } from './status.js';

/** Any value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What one stored event means. An event may mean several things, or nothing that matters. */
export type Inbound = InboundMessage | InboundReceipt | InboundIgnored;

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
  /** Small, channel-specific facts worth keeping beside the message (headers, location, button). */
  readonly meta: Json;
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

export interface InboundIgnored {
  readonly type: 'ignored';
  readonly reason: string;
}
