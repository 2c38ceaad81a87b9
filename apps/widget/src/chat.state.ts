import type { VisitorMessage, VisitorSession } from '@sila/contracts';
import type { Language } from '@sila/domain';
import type { Pending } from './memory.store.js';

/** A file that the visitor chose for the next message. */
export interface FileInHand {
  readonly key: number;
  readonly fileName: string;
  readonly size: number;
  /** Share of the bytes that have left, 0 to 1. */
  readonly progress: number;
  readonly state: 'uploading' | 'ready' | 'failed' | 'too-large';
  readonly id: string | null;
}

/** Fields of the form before the first message. */
export type Field = 'name' | 'contact' | 'text';
export type Faults = readonly Field[];

/** Everything that the panel shows. */
export interface ChatState {
  /** `refused`: this website may not use the chat, or the chat is gone. */
  readonly phase: 'loading' | 'ready' | 'unreachable' | 'refused';
  readonly language: Language;
  readonly isOpen: boolean;
  readonly session: VisitorSession | null;
  readonly messages: readonly VisitorMessage[];
  readonly pending: readonly Pending[];
  readonly files: readonly FileInHand[];
  /** What stands in the composer. */
  readonly draft: string;
  /** Fields of the form that must be mended before it can go. */
  readonly faults: Faults;
  readonly name: string;
  readonly contact: string;
  /** First name of the officer who writes now. */
  readonly typing: string | null;
  readonly offline: boolean;
  readonly unread: number;
  /** What just came, for the spoken status line. */
  readonly heard: readonly VisitorMessage[];
}

/** Adds what the server told to what is shown: each message once, the newer form wins, in the order of the thread. */
export function merged(
  known: readonly VisitorMessage[],
  fresh: readonly VisitorMessage[],
): readonly VisitorMessage[] {
  const byId = new Map([...known, ...fresh].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => a.shownAt.localeCompare(b.shownAt) || a.seq - b.seq);
}

/** How many messages of the association came after the one read last. */
export function unreadAfter(messages: readonly VisitorMessage[], readId: string | null): number {
  const read = messages.findIndex((message) => message.id === readId);
  return messages.slice(read + 1).filter(isTheirs).length;
}

/** True for what the association wrote, notices included. */
export function isTheirs(message: VisitorMessage): boolean {
  return message.direction !== 'in';
}

/** A random UUID (version 4); `crypto.randomUUID` is missing on pages without TLS. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
