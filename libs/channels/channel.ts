import type { Readable } from 'node:stream';
import type {
  Address,
  Assurance,
  Capabilities,
  ContactKeyKind,
  IdentityKind,
  Inbound,
  InboundAttachment,
  InboundCall,
  InboundDeletion,
  InboundEcho,
  InboundEdit,
  InboundIdentityChange,
  InboundIgnored,
  InboundMessage,
  InboundReachability,
  InboundReaction,
  InboundReceipt,
  InboundTrouble,
  InboundWatermark,
  Json,
  Language,
  MessageContent,
  MessageStatus,
  PostalAddress,
  Reference,
  Sender,
} from '@sila/domain';
import { z } from 'zod';
import type { Desk } from './in-person.js';
import type { Paper, PaperDocument } from './paper.js';
import type { Voice } from './voice.js';
import type { Missed, MissedSince, ProviderReport } from './upkeep.js';

/**
 * A channel: one folder that knows one provider. It declares what it can do and what it needs to be set up; `open`
 * turns the settings of one channel account into a live connection. Adding a channel is a folder and a line in index.ts.
 */
export interface Channel<Settings extends z.ZodObject = z.ZodObject> {
  /** The folder's name. */
  readonly name: string;
  /** The channel's name in words, for people. */
  readonly label: Readonly<Record<Language, string>>;
  /** Name of a lucide icon. */
  readonly icon: string;
  /** Draws the administrator's form; `secret()` marks what is encrypted, masked and write-only. */
  readonly settings: Settings;
  readonly capabilities: Capabilities;
  /** Kinds of address at which this channel can write to somebody who never wrote by it; none when left out. */
  readonly begins?: readonly ContactKeyKind[];
  open(settings: z.output<Settings>, context: ChannelContext): Connection;
}

/** Whether a channel can write first to an address of this kind, known from elsewhere. */
export function beginsWith({ begins = [] }: Pick<Channel, 'begins'>, kind: IdentityKind): boolean {
  return begins.some((one) => one === kind);
}

/** What a connection gets from the product around it. */
export interface ChannelContext {
  readonly accountId: string;
  /** The address providers call for this account's hook, as configured or PUBLIC_URL + path; no query, no fragment. */
  readonly webhookUrl: string;
  /** Base address under which people and providers reach this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** The folder below which devices of the house leave files, an absolute path (DROP_DIR); none when left out. */
  readonly dropFolder?: string;
  now(): Date;
  /** A short keyed digest for addresses and links that must not be forged; stable for the same purpose and value. */
  sign(purpose: string, value: string): string;
}

/** One configured account, ready to receive and send. */
export interface Connection {
  /** Hands a message over. Resolves only when the provider accepted it; throws ChannelError otherwise. */
  send(message: Outbound): Promise<Accepted>;
  readonly webhook?: Webhook;
  /** What this account can do otherwise than its channel, by its settings (a number that can't receive). */
  readonly capabilities?: Partial<Capabilities>;
  /** For hooks that serve several accounts: is an event with this `accountRef` ours? */
  owns?(accountRef: string): boolean;
  /** Approved templates that may be sent when the window is closed. */
  readonly templates?: readonly MessageTemplate[];
  /** Understands one stored event. Pure: same bytes, same answer; throws when the bytes make no sense. */
  parse(event: StoredEvent): Promise<Inbound[]>;
  /** Fetches what is new since the cursor (mailboxes). Called again at once while `more` is true. */
  poll?(cursor: Json): Promise<Polled>;
  /** Calls `wake` when polling is worthwhile now (IMAP IDLE); resolves to a function that stops watching. */
  watch?(wake: () => void): Promise<() => Promise<void>>;
  /** Fixes the provider's id of a message before it is sent, so that a second try carries the same (Message-ID). */
  providerIdFor?(message: { readonly messageId: string; readonly conversationId: string }): string;
  /** For an attempt whose outcome is unknown: did it go out? */
  reconcile?(attempt: Attempt): Promise<Reconciled>;
  /**
   * Asks the provider what happened lately, whether its webhook told us or not. Called with `next` of the answer before until
   * that is null; throws ChannelError.
   */
  missed?(since: MissedSince, next: Json): Promise<Missed>;
  /** Fetches the bytes of an announced attachment; each call obtains a fresh link. */
  fetchMedia?(ref: Json): Promise<Media>;
  /**
   * Makes the provider call this account's webhook, where it takes the address over its API. Once done, again changes
   * nothing; throws ChannelError with a reason for the administrator.
   */
  subscribe?(): Promise<void>;
  /** For channels on paper. */
  readonly paper?: Paper;
  /** For channels of telephone calls: their webhook is answered with what the person hears next. */
  readonly voice?: Voice;
  /** For channels of people who come in person. */
  readonly desk?: Desk;
  /** Proves the settings work; throws ChannelError with a reason for the administrator. */
  check?(): Promise<void>;
  /** What else the provider tells of this account: its access, our webhook there. Throws ChannelError. */
  inspect?(): Promise<ProviderReport>;
  close?(): Promise<void>;
}

/** The webhook side of a connection. */
export interface Webhook {
  /** First of all, on raw bytes, in constant time. */
  verify(request: RawRequest): boolean;
  /** The separate things a request says; cheap, without understanding them. */
  events(request: RawRequest): RawEvent[];
  /** Answers a provider's handshake (Meta GET, X CRC); null when the request is none. */
  challenge?(request: RawRequest): Reply | null;
  /** What the provider wants to read after we stored its events. */
  readonly reply: Reply;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  /** The configured webhook address with the query string as received, without a fragment. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One thing that a request said. */
export interface RawEvent {
  /** Unique within the channel account; the same on every redelivery (promises.md I-2). */
  readonly key: string;
  /** Which of the hook's accounts it is for, compared with the account's settings by `owns`; null when there is one only. */
  readonly accountRef: string | null;
  /** The person's address on this account: events of one lane are worked in order. */
  readonly lane: string;
  /** Where in the request it stands; null when the whole request is the event. */
  readonly pointer: Json;
}

/** An event as intake stored it, given back for parsing. */
export interface StoredEvent extends RawEvent {
  readonly request: RawRequest;
  readonly receivedAt: Date;
}

/** What a poll brought: each event with its own bytes, and the cursor to keep once all of them are stored. */
export interface Polled {
  readonly items: readonly {
    readonly event: RawEvent;
    readonly body: Buffer;
    /** What is known of the bytes beside them; becomes the stored request's headers. */
    readonly headers?: RawRequest['headers'];
  }[];
  readonly cursor: Json;
  readonly more: boolean;
}

/** A message on its way out. */
export interface Outbound {
  readonly messageId: string;
  readonly conversationId: string;
  readonly conversationNumber: number;
  readonly to: Address;
  readonly toName: string | null;
  /** Where a letter to them is sent; left out where nobody knows. */
  readonly postalAddress?: PostalAddress;
  readonly text: string;
  readonly subject: string | null;
  readonly language: Language;
  /** Set when the channel fixed the id beforehand by `providerIdFor`. */
  readonly providerId: string | null;
  /** The provider ids of the thread so far, oldest first; the last one is what this message answers. */
  readonly thread: readonly string[];
  readonly template: OutboundTemplate | null;
  readonly attachments: readonly OutboundAttachment[];
  /** True for notices that Sila writes by itself (closing, referral, out of hours). */
  readonly automatic: boolean;
  /** The officer's name as people see it; null for automatic notices. */
  readonly author: string | null;
}

/** A text the provider approved, sent by id with its variables filled. */
export interface MessageTemplate {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  readonly variables: readonly string[];
}

export interface OutboundTemplate {
  readonly id: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface OutboundAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  /** A signed link for providers that fetch media themselves; valid one hour, without a session. */
  readonly url: string;
  open(): Promise<Readable>;
}

export interface Accepted {
  readonly providerId: string | null;
  /** How far the message is by the provider's word; `accepted` when it says no more. */
  readonly status: Extract<MessageStatus, 'accepted' | 'sent' | 'delivered'>;
  /** On paper: what is to be printed now. */
  readonly document?: PaperDocument;
}

/** A try whose outcome nobody knows. */
export interface Attempt {
  readonly message: Outbound;
  readonly startedAt: Date;
}

export type Reconciled =
  | { readonly outcome: 'sent'; readonly providerId: string; readonly status: MessageStatus }
  | { readonly outcome: 'not-sent' }
  | { readonly outcome: 'unknown' };

export interface Media {
  readonly stream: Readable;
  readonly mediaType: string | null;
  readonly size: number | null;
}

/** Marks a settings field whose value is encrypted at rest, never read back, and shown as "set" or "not set". */
export function secret(label: FieldLabel): z.ZodString {
  return z
    .string()
    .min(1)
    .meta({ secret: true, ...label });
}

/** Words for one field of a settings form. */
export type FieldLabel = {
  readonly title: string;
  readonly titleAr: string;
  readonly description?: string;
  readonly descriptionAr?: string;
};

export { ChannelError, type ChannelErrorKind } from './channel.error.js';
export type {
  Address,
  Assurance,
  Capabilities,
  Inbound,
  InboundAttachment,
  InboundCall,
  InboundDeletion,
  InboundEcho,
  InboundEdit,
  InboundIdentityChange,
  InboundIgnored,
  InboundMessage,
  InboundReachability,
  InboundReaction,
  InboundReceipt,
  InboundTrouble,
  InboundWatermark,
  Json,
  MessageContent,
  Reference,
  Sender,
};
