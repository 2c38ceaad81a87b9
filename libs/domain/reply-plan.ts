import type { AttachmentLimits } from './channel.js';

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

/**
 * The messages an answer becomes on a channel: one when the channel can carry text and files together, else the text first and
 * the files after it, as many to a message as the channel takes. Nothing is dropped.
 */
export function planReply(
  text: string,
  files: readonly PlannedFile[],
  limits: AttachmentLimits,
): PlannedMessage[] {
  if (files.length <= limits.maxCount && goTogether(text, files, limits))
    return [{ text, attachments: files.map((file) => file.id) }];
  const groups: PlannedMessage[] = text.trim() === '' ? [] : [{ text, attachments: [] }];
  for (let at = 0; at < files.length; at += limits.maxCount) {
    groups.push({ text: '', attachments: files.slice(at, at + limits.maxCount).map((file) => file.id) });
  }
  return groups;
}

function goTogether(text: string, files: readonly PlannedFile[], limits: AttachmentLimits): boolean {
  if (text.trim() === '' || files.length === 0) return true;
  return text.length <= limits.maxCaption && (limits.captions === 'all' || files.every(isPicture));
}

function isPicture(file: PlannedFile): boolean {
  return /^(image|video)\//.test(file.mediaType);
}
