import type { VisitorMessage, VisitorSession } from '@sila/contracts';
import type { Language } from '@sila/domain';
import type { Pending, Remembered } from './memory.store.js';

/** A file that the visitor chose for the next message. */
export interface FileInHand {
  readonly key: number;
  readonly fileName: string;
  readonly size: number;
  /** Share of the bytes that have left, 0 to 1. */
  readonly progress: number;
  readonly state: 'uploading' | 'ready' | 'failed' | 'too-large';
  readonly id: string;
}

/** What the visitor may be asked for before the first message. */
export type Detail = 'name' | 'contact';

/** One entry of the log: a message of the thread, or one on its way into it. */
export interface Shown extends Pick<
  VisitorMessage,
  'id' | 'clientId' | 'direction' | 'text' | 'author' | 'shownAt'
> {
  readonly state: Pending['state'] | 'received';
  readonly attachments: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly size: number | null;
    readonly url?: string;
  }[];
}

/** Everything that the panel shows. */
export interface ChatState {
  /** `refused`: this website may not use the chat, or the chat is gone. */
  readonly phase: 'loading' | 'ready' | 'offline' | 'refused';
  readonly language: Language;
  readonly isOpen: boolean;
  readonly session: VisitorSession | null;
  readonly messages: readonly VisitorMessage[];
  readonly pending: readonly Pending[];
  readonly files: readonly FileInHand[];
  /** What stands in the composer. */
  readonly draft: string;
  /** Details that must be mended before the message can go. */
  readonly faults: readonly Detail[];
  readonly name: string | undefined;
  readonly contact: string | undefined;
  /** First name of the officer who writes now. */
  readonly typing: string | null;
  readonly offline: boolean;
  readonly unread: number;
  /** What just came, for the spoken status line. */
  readonly heard: readonly VisitorMessage[];
}

/** What is shown before anything was heard: what this browser remembers. */
export function firstState(remembered: Remembered, language: Language): ChatState {
  const { pending, name, contact } = remembered;
  return {
    phase: 'loading',
    language: remembered.language ?? language,
    isOpen: false,
    session: null,
    messages: [],
    pending,
    files: [],
    draft: '',
    faults: [],
    name,
    contact,
    typing: null,
    offline: false,
    unread: 0,
    heard: [],
  };
}

/** Adds what the server told to what is shown: each message once, the newer form wins, in the order of telling. */
export function merged(
  known: readonly VisitorMessage[],
  fresh: readonly VisitorMessage[],
): readonly VisitorMessage[] {
  return [...new Map([...known, ...fresh].map((message) => [message.id, message])).values()];
}

/** How many messages of the association came after the one read last. */
export function unreadAfter(messages: readonly VisitorMessage[], readId: string | undefined): number {
  const read = messages.findIndex((message) => message.id === readId);
  return messages.slice(read + 1).filter(isTheirs).length;
}

/** True for what the association wrote, notices included. */
export function isTheirs(message: Pick<VisitorMessage, 'direction'>): boolean {
  return message.direction !== 'in';
}

/** A random UUID. Every blob's address ends in one, also on pages without TLS, where `crypto.randomUUID` is missing. */
export function newClientId(): string {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  return address.slice(-36);
}

/** What must be told with the next message: a name before the first one, an address when nobody is there. */
export function askedOf({ session, name, contact, messages, pending }: ChatState): readonly Detail[] {
  const asked: Detail[] = [];
  if (session?.askName && !name && messages.length + pending.length === 0) asked.push('name');
  if (session?.open === false && !contact) asked.push('contact');
  return asked;
}

/** A mail address, or digits of any script that can be a number; the server brings it to its proper form. */
export function isReachable(contact: string): boolean {
  return /^\S+@\S+\.\S+$/.test(contact) || /^\+?(\p{Nd}[\s()-]*){8,15}$/u.test(contact);
}
