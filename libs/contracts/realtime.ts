import type { PresenceState } from '@sila/domain';
import type { ConversationEvent, ConversationItem } from './http/conversations.js';
import type { LivePerson, LiveQueue, LiveView } from './http/live.js';

/** What the server tells a console. Everything here is a hint or a copy: REST is the truth, seq shows gaps. */
export interface ServerToConsole {
  /** Changes of a conversation that this socket watches or whose owner it serves, in seq order. */
  'conversation:events': (message: {
    readonly conversationId: string;
    readonly events: readonly ConversationEvent[];
  }) => void;
  /** Rows of the inbox that changed for this person; `gone` left their scope. */
  'list:changed': (message: {
    readonly items: readonly ConversationItem[];
    readonly gone: readonly string[];
  }) => void;
  /**
   * To consoles that watch the supervisor's room: how one queue is now, and those of its people who changed. At most once a second
   * for each queue.
   */
  'live:changed': (message: {
    readonly at: string;
    readonly queue: Omit<LiveQueue, 'memberIds'>;
    readonly people: readonly LivePerson[];
  }) => void;
  /** Calls, the list of queues or who is in them changed: ask `live:watch` again. */
  'live:reread': () => void;
  typing: (message: {
    readonly conversationId: string;
    readonly who: Typist;
    readonly kind: 'reply' | 'note' | 'visitor';
  }) => void;
  /** Who else has the conversation open now, without oneself. */
  viewers: (message: { readonly conversationId: string; readonly viewers: readonly Typist[] }) => void;
  presence: (message: { readonly staffId: string; readonly state: PresenceState }) => void;
  /** A call that concerns this person rings, changed or ended: re-read `/api/calls/current`. */
  'call:changed': (message: { readonly callId: string; readonly conversationId: string | null }) => void;
  /** Queues, staff, channels or settings changed: re-read what is shown. */
  'directory:changed': (message: { readonly kind: string }) => void;
  /** The right to watch this conversation has ended. */
  revoked: (message: { readonly conversationId: string }) => void;
  /** This socket fell behind: reload what is shown and connect again. */
  resync: () => void;
  /** The server is about to restart: connect again after `afterMs`. */
  draining: (message: { readonly afterMs: number }) => void;
}

/** Somebody who types or looks. Typing is forgotten after 6 s. */
export interface Typist {
  readonly id: string;
  readonly name: string;
}

/** What a console asks of the server. Changes of data are never made here. */
export interface ConsoleToServer {
  /** Follows one conversation; answers with its current seq, or a refusal that looks like "does not exist". */
  watch: (message: { readonly conversationId: string }, answer: (result: WatchResult) => void) => void;
  unwatch: (message: { readonly conversationId: string }) => void;
  typing: (message: { readonly conversationId: string; readonly kind: 'reply' | 'note' }) => void;
  /** The person did something in the console; said at most once a minute. */
  active: () => void;
  /** Follows the supervisor's room until `live:unwatch`; answers with how it is now. What changes from then on is told. */
  'live:watch': (answer: (result: LiveResult) => void) => void;
  'live:unwatch': () => void;
}

export type LiveResult =
  | { readonly ok: true; readonly view: LiveView }
  | { readonly ok: false; readonly code: 'forbidden' | 'unavailable' };

export type WatchResult =
  | { readonly ok: true; readonly seq: number; readonly viewers: readonly Typist[] }
  | { readonly ok: false; readonly code: 'not-found' };

/** What the server tells a visitor's chat: only that there is something to fetch. */
export interface ServerToVisitor {
  changed: () => void;
  typing: (message: { readonly name: string }) => void;
  draining: (message: { readonly afterMs: number }) => void;
}

export interface VisitorToServer {
  typing: () => void;
}

/** Namespaces and path of the sockets. */
export const SOCKET_PATH = '/socket.io';
export const CONSOLE_NAMESPACE = '/console';
export const WIDGET_NAMESPACE = '/widget';
