import { type SharedContact, wordsOf } from '@sila/domain';
import type { MessageContent } from '../channel.js';
import type { Message } from './update.schema.js';

/** What the message is beside its text and file. */
export function contentOf(message: Message): MessageContent | null {
  const { venue, location, contact } = message;
  if (venue)
    return { type: 'location', ...venue.location, name: venue.title || null, address: venue.address || null };
  if (location) return { type: 'location', ...location, name: null, address: null };
  return contact ? { type: 'contacts', contacts: [cardOf(contact)] } : null;
}

/** What the message says in words, for the thread and for search; empty when it says nothing. */
export function textOf(message: Message): string {
  const written = message.text ?? message.caption ?? message.sticker?.emoji ?? message.dice?.emoji;
  if (written !== undefined) return written;
  return wordsOf(contentOf(message));
}

function cardOf(contact: NonNullable<Message['contact']>): SharedContact {
  return {
    name: [contact.first_name, contact.last_name ?? ''].join(' ').trim(),
    phones: [contact.phone_number],
    emails: emailsIn(contact.vcard ?? ''),
  };
}

/** Telegram tells one number by itself; addresses stand in the card only (RFC 6350, EMAIL). */
function emailsIn(vcard: string): string[] {
  return [...vcard.matchAll(/^(?:[\w-]+\.)?EMAIL[^:\n]*:(\S+@\S+)/gim)].map((match) => match[1] ?? '');
}
