import type { Typist } from '@sila/contracts';
import { create } from 'zustand';

/** Typing is forgotten after this time unless it is renewed. */
export const TYPING_MS = 6_000;

export interface Typing {
  readonly who: Typist;
  readonly kind: 'reply' | 'note' | 'visitor';
  readonly until: number;
}

interface LiveState {
  /** Whether the socket stands. */
  readonly connected: boolean;
  /** Since when it does not; null while it does, and before the first connection was tried. */
  readonly downSince: number | null;
  /** When everything shown was last made equal to the server after a break. */
  readonly caughtUpAt: number | null;
  /** How long the last break was, in milliseconds. */
  readonly outageMs: number;
  readonly typing: Readonly<Record<string, readonly Typing[]>>;
  readonly viewers: Readonly<Record<string, readonly Typist[]>>;
  /** Conversations this person may no longer see. */
  readonly revoked: readonly string[];
}

/** What is true only for the moment: connection, typing, who looks. Never kept, never cached. */
export const useLive = create<LiveState>()(() => ({
  connected: false,
  downSince: null,
  caughtUpAt: null,
  outageMs: 0,
  typing: {},
  viewers: {},
  revoked: [],
}));

const none: readonly never[] = [];

/** Those who type in a conversation now. */
export const typingIn = (id: string) => (state: LiveState) => state.typing[id] ?? none;
/** Colleagues who have a conversation open now. */
export const viewersOf = (id: string) => (state: LiveState) => state.viewers[id] ?? none;

/** Notes that somebody types; it is forgotten by itself. */
export function noteTyping(id: string, who: Typist, kind: Typing['kind'], now = Date.now()): void {
  const others = (useLive.getState().typing[id] ?? []).filter((one) => one.who.id !== who.id);
  setTyping(id, [...others, { who, kind, until: now + TYPING_MS }]);
  setTimeout(() => dropStale(id), TYPING_MS + 50);
}

/** Somebody's message has come, so they no longer type it. */
export function stopTyping(id: string, isAuthor: (typing: Typing) => boolean): void {
  const before = useLive.getState().typing[id];
  if (before?.some(isAuthor))
    setTyping(
      id,
      before.filter((one) => !isAuthor(one)),
    );
}

function dropStale(id: string, now = Date.now()): void {
  const before = useLive.getState().typing[id] ?? [];
  const after = before.filter((one) => one.until > now);
  if (after.length < before.length) setTyping(id, after);
}

function setTyping(id: string, list: readonly Typing[]): void {
  useLive.setState((state) => ({ typing: { ...state.typing, [id]: list } }));
}

/** Notes who looks at a conversation. */
export function noteViewers(id: string, viewers: readonly Typist[]): void {
  useLive.setState((state) => ({ viewers: { ...state.viewers, [id]: viewers } }));
}

/** Notes that the right to see a conversation has ended, or has come back. */
export function noteRevoked(id: string, revoked: boolean): void {
  useLive.setState((state) => ({
    revoked: revoked ? [...new Set([...state.revoked, id])] : state.revoked.filter((one) => one !== id),
  }));
}
