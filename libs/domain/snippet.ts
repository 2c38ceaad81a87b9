import type { MessageContent } from './inbound.js';
import { snippetOf } from './text.js';

/** What a message is beside words, so that a list can say it in the reader's language. */
export const SNIPPET_KINDS = [
  'location',
  'contacts',
  'story',
  'elsewhere',
  'voice',
  'picture',
  'video',
  'file',
  'deleted',
  'call',
] as const;
export type SnippetKind = (typeof SNIPPET_KINDS)[number];

/** The parts of a message that a row of the inbox is made of. */
export interface Sayable {
  readonly text: string;
  readonly quotedFrom: number | null;
  readonly subject: string | null;
  readonly content: MessageContent | null;
  readonly files: readonly { readonly fileName: string; readonly mediaType: string }[];
}

export interface Snippet {
  /** May be empty when the kind says everything. */
  readonly snippet: string;
  readonly snippetKind: SnippetKind | null;
}

/** What is left of a message that was taken back. */
export const TAKEN_BACK: Snippet = { snippet: '', snippetKind: 'deleted' };

/** A call, before anything of it is to be heard. */
export const CALLED: Snippet = { snippet: '', snippetKind: 'call' };

/** A message in a few words. */
export function snippetFor(message: Sayable): Snippet {
  const snippetKind = snippetKindOf(message.content, message.files);
  const visible = message.quotedFrom === null ? message.text : message.text.slice(0, message.quotedFrom);
  const words = visible.trim() || message.subject || (snippetKind === 'file' ? namesOf(message.files) : '');
  return { snippet: snippetOf(words), snippetKind };
}

/** What the message carries weighs more than its files; of several files the first one counts. */
export function snippetKindOf(
  content: MessageContent | null,
  files: readonly { readonly mediaType: string }[],
): SnippetKind | null {
  if (content && content.type !== 'choice' && content.type !== 'post') return content.type;
  const [first] = files;
  return first ? (FILES[first.mediaType.split('/')[0] ?? ''] ?? 'file') : null;
}

const FILES: Readonly<Record<string, SnippetKind>> = { audio: 'voice', image: 'picture', video: 'video' };

function namesOf(files: Sayable['files']): string {
  return files.map((file) => file.fileName).join('، ');
}
