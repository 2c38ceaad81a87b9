import type { Capabilities } from './channel.js';

/** One of the messages that an answer becomes. */
export interface PlannedMessage {
  readonly text: string;
  readonly attachments: readonly string[];
}

/** A file of an answer. */
export interface PlannedFile {
  readonly id: string;
  readonly mediaType: string;
}

/** What of a channel decides how an answer is cut. */
export type ReplyLimits = Pick<Capabilities, 'maxLength' | 'splits'> & {
  readonly attachments: Pick<Capabilities['attachments'], 'captions' | 'maxCaption' | 'maxCount'>;
};

/**
 * The messages an answer becomes on a channel: one when the channel can carry text and files together, else the text first and
 * the files after it, as many to a message as the channel takes. A text that is too long for one message becomes several where
 * the channel allows it. Nothing is dropped.
 */
export function planReply(
  text: string,
  files: readonly PlannedFile[],
  limits: ReplyLimits,
): PlannedMessage[] {
  const { maxCount } = limits.attachments;
  const texts = text.trim() === '' ? [] : textParts(text, limits);
  if (texts.length <= 1 && files.length <= maxCount && goTogether(text, files, limits.attachments))
    return [{ text, attachments: files.map((file) => file.id) }];
  const groups: PlannedMessage[] = texts.map((part) => ({ text: part, attachments: [] }));
  for (let at = 0; at < files.length; at += maxCount) {
    groups.push({ text: '', attachments: files.slice(at, at + maxCount).map((file) => file.id) });
  }
  return groups;
}

/** The messages that a text becomes: one, unless it is too long and the channel allows several. */
export function textParts(
  text: string,
  { maxLength, splits }: Pick<ReplyLimits, 'maxLength' | 'splits'>,
): string[] {
  const parts: string[] = [];
  let rest = text;
  while (splits && rest.length > maxLength) {
    const end = cutOf(rest.slice(0, maxLength + 1), maxLength);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

/** Where to cut: after a paragraph, a line, a sentence or a word, whichever comes first in the last half; else anywhere. */
function cutOf(text: string, maxLength: number): number {
  for (const end of [/\n\s*\n/g, /\n/g, /[.!?؟…]\s/g, /\s/g]) {
    const at = [...text.matchAll(end)].at(-1);
    const after = at ? at.index + at[0].trimEnd().length : 0;
    if (after > maxLength / 2) return after;
  }
  return /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
}

function goTogether(
  text: string,
  files: readonly PlannedFile[],
  { captions, maxCaption }: ReplyLimits['attachments'],
): boolean {
  if (text.trim() === '' || files.length === 0) return true;
  return text.length <= maxCaption && (captions === 'all' || files.every(isPicture));
}

function isPicture(file: PlannedFile): boolean {
  return /^(image|video)\//.test(file.mediaType);
}
