import type { Address, Sender } from '../channel.js';
import { fieldsAt, listAt, textAt, type Fields } from '../providers/meta/payload.fields.js';
import { distinct, phoneAddress, scopedAddress } from '../providers/whatsapp/person.address.js';

/**
 * Who wrote. WhatsApp vouches for its addresses, so they are verified. A person with a username may come without a number:
 * the id scoped to the business then stands alone. Beside a number it is an alias, so that the same person is known by either.
 */
export function senderOf(message: Fields, value: Fields): Sender {
  const contact = contactOf(message, value);
  const from = textAt(message, 'from') ?? textAt(contact, 'wa_id');
  const addresses = distinct([
    numberAddress(from),
    scopedAddress(textAt(message, 'from_user_id') ?? textAt(contact, 'user_id') ?? from),
    scopedAddress(textAt(message, 'from_parent_user_id') ?? textAt(contact, 'parent_user_id')),
  ]);
  const [first, ...aliases] = addresses;
  const name = textAt(fieldsAt(contact, 'profile'), 'name');
  if (!first)
    return { kind: 'unparsed', value: from ?? 'whatsapp', name, assurance: 'asserted', aliases: [] };
  return { ...first, name, assurance: 'verified', aliases };
}

/** A number as WhatsApp writes it: with its country, without a plus sign. */
export function numberAddress(digits: string | null): Address | null {
  return digits === null ? null : phoneAddress(`+${digits.replace(/^\+/, '')}`);
}

/** The public name that the person chose, if any. */
export function usernameOf(message: Fields, value: Fields): string | null {
  return textAt(fieldsAt(contactOf(message, value), 'profile'), 'username');
}

/** The one of `contacts` that belongs to a message; the list is one for all messages of the change. */
function contactOf(message: Fields, value: Fields): Fields {
  const contacts = listAt(value, 'contacts');
  const [from, id] = [textAt(message, 'from'), textAt(message, 'from_user_id')];
  const own = contacts.find(
    (contact) =>
      (from !== null && textAt(contact, 'wa_id') === from) ||
      (id !== null && textAt(contact, 'user_id') === id),
  );
  return own ?? (contacts.length === 1 ? (contacts[0] ?? {}) : {});
}
