import type { z } from 'zod';
import type { ChatStore } from './chat.store.js';
import { linkTo, type MediaStore, type StoredMedia } from './media.store.js';
import type { contentFields } from './send.fields.js';

/** What of `contentFields` a provider's message has. */
export type Content = {
  readonly [Field in keyof typeof contentFields]?: z.output<(typeof contentFields)[Field]> | undefined;
};

/** Who did it, and the id and the time of the new message, if it is one. */
export type Writing = { readonly from: string; readonly id: string; readonly at: string };

/**
 * Does on the phone what the person did there: writes a message, or reacts to one, edits it, takes it back. The message waits for
 * Sila's webhook (`pending`); `settle` says later what came of it. Resolves with the files that were stored.
 */
export const writeDown = async (
  chats: ChatStore,
  store: MediaStore,
  { from, id, at }: Writing,
  content: Content,
): Promise<readonly StoredMedia[]> => {
  const { reaction, edit, deletion, press } = content;
  if (reaction) chats.react(from, reaction.to, true, reaction.emoji);
  else if (edit) chats.change(from, edit.of, { text: edit.text, edited: true });
  else if (deletion) chats.erase(from, deletion.of);
  else {
    const files = await Promise.all((content.media ?? []).map((each) => store.take(each)));
    const { location, contact } = content;
    const text = press?.button ?? content.text ?? '';
    const inReplyTo = press?.of ?? content.inReplyTo;
    const media = files.map(linkTo);
    chats.add(from, { id, mine: true, text, at, status: 'pending', media, location, contact, inReplyTo });
    return files;
  }
  return [];
};

/** Marks the person's message by whether Sila's webhook took it; one that was taken once stays so. */
export const settle = (
  chats: ChatStore,
  { from, id }: Pick<Writing, 'from' | 'id'>,
  isTaken: boolean,
): void => {
  const before = chats.find(from, id);
  if (before?.mine)
    chats.change(from, id, { status: isTaken || before.status === 'taken' ? 'taken' : 'refused' });
};
