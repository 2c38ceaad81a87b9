import type { Sender } from './contact.js';

/** How far one leg of a call is. */
export type LegState = 'starting' | 'ringing' | 'talking' | 'ended';

/** Why a leg ended, as its provider says it. */
export type LegEnd = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** Something that happened on a call. */
export interface InboundCall {
  readonly type: 'call';
  /** The provider's id of the leg that it happened on. */
  readonly sid: string;
  /** Our ids, where the provider gave them back. */
  readonly callId: string | null;
  readonly legId: string | null;
  /** The caller, when the call came in; null for everything on a call that is known. */
  readonly from: Sender | null;
  readonly news: CallNews;
}

/** A report about one leg; reports come in any order, and `sequence` says which is newer. */
export interface LegReport {
  readonly what: 'leg';
  readonly state: LegState;
  readonly end: LegEnd | null;
  readonly sequence: number;
}

/** A recording that the provider keeps; what `fetchMedia` needs is in `ref`. */
export interface CallRecordingNews {
  readonly what: 'recorded';
  readonly recording: { readonly id: string; readonly seconds: number; readonly url: string } | null;
  /** True when the person waits to hear what comes next. */
  readonly listening: boolean;
}

/** What the person did, or asks to hear; `round` counts how often the same was asked. */
export type CallNews =
  | { readonly what: 'arrived' }
  | { readonly what: 'chose'; readonly key: string | null; readonly round: number }
  | { readonly what: 'consented'; readonly key: string | null }
  | { readonly what: 'waits'; readonly round: number }
  | { readonly what: 'pressed'; readonly key: string | null; readonly round: number }
  | { readonly what: 'left-queue'; readonly because: 'left' | 'gone' | 'taken' }
  | { readonly what: 'picked-up' }
  | { readonly what: 'held' }
  | CallRecordingNews
  | LegReport;

/** What the person hears next; the channel turns it into words and the provider's language. */
export type CallerStep =
  | { readonly hear: 'menu'; readonly round: number }
  | { readonly hear: 'consent' }
  | { readonly hear: 'queue' }
  | {
      readonly hear: 'place';
      readonly place: number;
      readonly minutes: number;
      readonly callback: boolean;
      readonly round: number;
    }
  | { readonly hear: 'leave' }
  | { readonly hear: 'voicemail'; readonly because: 'closed' | 'unanswered' }
  | { readonly hear: 'callback-noted' }
  | { readonly hear: 'thanks' }
  | { readonly hear: 'conversation' }
  | { readonly hear: 'hold' }
  | { readonly hear: 'nothing' }
  | { readonly hear: 'goodbye' };
