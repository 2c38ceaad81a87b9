import type { AttachmentView, MessageView, PostMessage } from '@sila/contracts';
import type { ApiErrorCode } from '../../api/client.js';

/** `stopped`: newer messages came first, a person decides. `failed`: the server refused, a person decides. */
export type OutboxState = 'waiting' | 'sending' | 'stopped' | 'failed';

/** A message on its way from this browser to the server. Kept until the server has it, or the person takes it back. */
export interface OutboxEntry {
  readonly clientId: string;
  readonly conversationId: string;
  /** Whose message it is: another person on the same browser never sends it. */
  readonly staffId: string;
  readonly body: PostMessage;
  /** What is shown of the files; the body carries their ids. */
  readonly files: readonly AttachmentView[];
  readonly createdAt: number;
  readonly state: OutboxState;
  readonly tries: number;
  /** Not tried again before this time, epoch milliseconds. */
  readonly notBefore: number;
  readonly error: ApiErrorCode | null;
  /** What came in between, when stopped. */
  readonly newer: readonly MessageView[];
  /** How far `newer` tells all: an earlier message that was changed keeps its own seq. */
  readonly newerSeq?: number;
}

/** What a failed try tells. */
export interface Refusal {
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
}

const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** Milliseconds until the next try, ± 25 %; `random` is in [0, 1). */
export function outboxWaitMs(tries: number, random: number): number {
  const wait = WAITS_MS[Math.min(tries, WAITS_MS.length) - 1] ?? WAITS_MS[0];
  return Math.round(wait * (0.75 + 0.5 * random));
}

/** Whether trying the same again can help: no line, a busy or restarting server, an ended session. */
export function isPassing({ status }: Pick<Refusal, 'status'>): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

/** Takes the outcome of a failed try into the entry. The clientId never changes, so nothing is ever doubled. */
export function afterRefusal(entry: OutboxEntry, refusal: Refusal, now: number, random: number): OutboxEntry {
  const tries = entry.tries + 1;
  if (isPassing(refusal)) {
    return {
      ...entry,
      state: 'waiting',
      tries,
      notBefore: now + outboxWaitMs(tries, random),
      error: refusal.code,
    };
  }
  if (refusal.code === 'newer-messages') {
    return { ...entry, state: 'stopped', tries, error: refusal.code, ...newerOf(refusal.details) };
  }
  return { ...entry, state: 'failed', tries, error: refusal.code };
}

function newerOf(
  details: Readonly<Record<string, unknown>>,
): Required<Pick<OutboxEntry, 'newer' | 'newerSeq'>> {
  const { messages, seq } = details;
  return {
    newer: Array.isArray(messages) ? (messages as readonly MessageView[]) : [],
    newerSeq: typeof seq === 'number' ? seq : 0,
  };
}

/**
 * What may be sent now: of each conversation the oldest entry, so that the order of writing is the order of sending.
 * An entry that waits for a person's decision holds back those written after it.
 */
export function sendable(entries: readonly OutboxEntry[], now: number): readonly OutboxEntry[] {
  const heads = new Map<string, OutboxEntry>();
  for (const entry of [...entries].sort((a, b) => a.createdAt - b.createdAt)) {
    if (entry.state === 'failed') continue;
    if (!heads.has(entry.conversationId)) heads.set(entry.conversationId, entry);
  }
  return [...heads.values()].filter((entry) => entry.state === 'waiting' && entry.notBefore <= now);
}

/** When the runner must look again, in milliseconds; null when nothing waits for the clock. */
export function nextLookMs(entries: readonly OutboxEntry[], now: number): number | null {
  const times = entries.filter((entry) => entry.state === 'waiting').map((entry) => entry.notBefore - now);
  return times.length === 0 ? null : Math.max(50, Math.min(...times));
}

/** What a browser that was closed in the middle of sending finds: an unfinished try is simply tried again. */
export function revived(entry: OutboxEntry): OutboxEntry {
  return entry.state === 'sending' ? { ...entry, state: 'waiting', notBefore: 0 } : entry;
}

/** The person has seen what came and sends anyway. */
export function despiteNewer(entry: OutboxEntry, seenSeq: number): OutboxEntry {
  const body = { ...entry.body, lastSeenSeq: seenSeq };
  return { ...entry, body, state: 'waiting', notBefore: 0, error: null, newer: [] };
}
