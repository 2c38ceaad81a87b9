import { create } from 'zustand';
import type { AttachmentView, SaveDraft } from '@sila/contracts';
import type { OutboxEntry } from '../outbox/outbox.rules.js';

export type WritingKind = SaveDraft['kind'];

/** A file on its way to the server, or there already. */
export interface ComposerFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** 0…1 */
  readonly progress: number;
  readonly attachment: AttachmentView | null;
  /** Why it is not going to be sent; null while all is well. */
  readonly error: unknown;
  readonly cancel: () => void;
}

/** What somebody has begun to write in one conversation. */
export interface Writing {
  readonly kind: WritingKind;
  readonly reply: string;
  readonly note: string;
  readonly files: readonly ComposerFile[];
  /** The chosen way to answer: identity and account; null for the preferred one. */
  readonly way: string | null;
}

const EMPTY: Writing = { kind: 'reply', reply: '', note: '', files: [], way: null };

interface ComposerState {
  readonly writings: Readonly<Record<string, Writing>>;
}

/** Everything that is being written, by conversation; leaving a conversation and coming back loses nothing. */
const useComposers = create<ComposerState>()(() => ({ writings: {} }));

/** What is being written in a conversation. */
export const useWriting = (id: string): Writing => useComposers((state) => state.writings[id] ?? EMPTY);

/** The same, read once. */
export const writingOf = (id: string): Writing => useComposers.getState().writings[id] ?? EMPTY;

/** Changes part of it. */
export function changeWriting(id: string, change: Partial<Writing>): void {
  useComposers.setState(({ writings }) => ({
    writings: { ...writings, [id]: { ...(writings[id] ?? EMPTY), ...change } },
  }));
}

/** Takes over the draft that the server keeps, unless something has been written here already. */
export function offerDraft(id: string, draft: SaveDraft | null): void {
  if (useComposers.getState().writings[id]) return;
  changeWriting(id, draft ? { kind: draft.kind, [draft.kind]: draft.text } : {});
}

/** Changes one file of the list; a file that was taken out meanwhile stays out. */
export function changeFile(id: string, key: string, change: Partial<ComposerFile>): void {
  const files = writingOf(id).files.map((file) => (file.key === key ? { ...file, ...change } : file));
  changeWriting(id, { files });
}

export function removeFile(id: string, key: string): void {
  const { files } = writingOf(id);
  files.find((file) => file.key === key)?.cancel();
  changeWriting(id, { files: files.filter((file) => file.key !== key) });
}

/** Puts a message that was not sent back in front of its author, before what has been written since. */
export function takeBackIntoComposer({ conversationId, body, files }: OutboxEntry): void {
  const before = writingOf(conversationId);
  const text = [body.text, before[body.kind]].filter(Boolean).join('\n\n');
  const back = files.map((attachment): ComposerFile => ({
    key: attachment.id,
    name: attachment.fileName,
    size: attachment.size ?? 0,
    progress: 1,
    attachment,
    error: null,
    cancel: () => undefined,
  }));
  changeWriting(conversationId, { kind: body.kind, [body.kind]: text, files: [...back, ...before.files] });
}

/** Forgets everything, at sign-out. */
export const forgetWritings = (): void => useComposers.setState({ writings: {} });
