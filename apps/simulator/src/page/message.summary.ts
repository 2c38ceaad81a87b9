import type { ChatMessage } from './api.calls.ts';
import type { Words } from './words.ar.ts';

/** A message in a few words. */
export const summaryOf = (message: ChatMessage, words: Words): string => {
  if (message.deleted) return words.messageDeleted;
  if (message.text !== '') return message.text.slice(0, 120);
  if (message.location) return message.location.label ?? words.location;
  return message.contact?.name ?? message.media[0]?.fileName ?? words.attachment;
};
