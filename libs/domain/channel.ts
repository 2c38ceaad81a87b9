import type { IdentityKind } from './contact.js';

/** What a channel can do. Every field is stated, so nobody needs to ask for a channel by its name. */
export interface Capabilities {
  /** `stream`: one running talk (WhatsApp, chat). `matter`: every matter is its own conversation (e-mail, letters). */
  readonly continuity: 'stream' | 'matter';
  /** False where people can't write to us: nobody may then be promised that they can answer. */
  readonly inbound: boolean;
  readonly outbound: boolean;
  /** Kinds of proven address that can be written to although nothing ever came from them on this account. */
  readonly reaches: readonly IdentityKind[];
  readonly attachments: AttachmentLimits;
  /** Longest text of one outbound message, in UTF-16 code units. */
  readonly maxLength: number;
  /** True when a text that is longer may go as several messages; else it is refused. */
  readonly splits: boolean;
  /** How texts are cut and paid for on their way; null where a message is one. */
  readonly segments: 'sms' | null;
  /** How long after the person's last message free text may be sent; null when always. */
  readonly window: MessagingWindow | null;
  readonly templates: boolean;
  readonly receipts: { readonly delivered: boolean; readonly read: boolean };
  /** True when sending the same message twice is harmless because the provider or the receiver drops the second. */
  readonly idempotentSend: boolean;
  /** True when the provider can be asked whether an attempt of unknown outcome went out. */
  readonly reconcile: boolean;
  readonly typing: boolean;
  readonly subject: boolean;
  readonly html: boolean;
  readonly voice: boolean;
  readonly paper: boolean;
  readonly inPerson: boolean;
  /** Seconds during which an officer may take a sent answer back. */
  readonly undoSeconds: number;
  readonly rate: SendRate;
}

/** Limits for files that leave on a channel; sizes in bytes. */
export interface AttachmentLimits {
  readonly inbound: boolean;
  readonly outbound: boolean;
  readonly maxBytes: number;
  /** Files that one message carries; an answer with more becomes several messages. */
  readonly maxCount: number;
  /** Beside which files a text is shown; beside others it would silently be lost. */
  readonly captions: 'all' | 'pictures';
  /** Longest text beside a file, in UTF-16 code units; a longer one goes by itself, before the file. */
  readonly maxCaption: number;
}

/** The time, in hours, in which a provider lets us answer freely. */
export interface MessagingWindow {
  readonly hours: number;
  /** The longer time that the provider grants to what a person of ours writes; the same when left out. */
  readonly humanHours?: number;
}

/** How fast a channel account may send. */
export interface SendRate {
  /** Messages a second over the whole account. */
  readonly perSecond: number;
  /** Messages that may go at once after a rest; a second's worth when left out. */
  readonly burst?: number;
  /** Least milliseconds between two messages to one recipient; 0 when there is no such limit. */
  readonly perRecipientMs: number;
  /** Messages to one recipient that may go at once before that pause counts; each is paid back by it. 1 when left out. */
  readonly recipientBurst?: number;
}

/**
 * Says until when free text may be sent; null when there is no window, the epoch when nobody ever wrote. What Sila writes by
 * itself is `automatic`.
 */
export function windowEndsAt(
  { window }: Capabilities,
  lastInboundAt: Date | null,
  automatic = false,
): Date | null {
  if (!window) return null;
  if (!lastInboundAt) return new Date(0);
  const hours = automatic ? window.hours : (window.humanHours ?? window.hours);
  return new Date(lastInboundAt.getTime() + hours * 3_600_000);
}

/** True when free text may be sent at `now`. */
export function windowIsOpen(
  capabilities: Capabilities,
  lastInboundAt: Date | null,
  now: Date,
  automatic = false,
): boolean {
  const end = windowEndsAt(capabilities, lastInboundAt, automatic);
  return end === null || end > now;
}
