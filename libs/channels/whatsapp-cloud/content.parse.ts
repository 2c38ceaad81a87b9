import { type SharedContact, wordsOf } from '@sila/domain';
import type { InboundAttachment, Json, MessageContent } from '../channel.js';
import { fileNameFor } from '../file.names.js';
import {
  fieldsAt,
  listAt,
  numberAt,
  present,
  textAt,
  type Fields,
} from '../providers/meta/payload.fields.js';

/** What a message holds, whoever wrote it. */
export interface Content {
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  readonly content: MessageContent | null;
  readonly meta: Readonly<Record<string, Json>>;
}

/** Reads what a message holds; null for a kind that holds nothing Sila can show. Source: Meta, "messages webhook". */
export function contentOf(message: Fields): Content | null {
  const type = textAt(message, 'type') ?? '';
  if (MEDIA.has(type)) return mediaContent(type, fieldsAt(message, type));
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return read?.(fieldsAt(message, type), message) ?? null;
}

type Reader = (own: Fields, message: Fields) => Content | null;

const READERS: Readonly<Record<string, Reader>> = {
  text: (own) => worded(textAt(own, 'body')),
  location: locationContent,
  contacts: (_own, message) => contactsContent(message),
  button: (own) => choice(textAt(own, 'text'), textAt(own, 'payload')),
  interactive: interactiveContent,
  order: orderContent,
};

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker']);

function worded(text: string | null, more: Partial<Content> = {}): Content | null {
  return text === null ? null : { text, attachments: [], content: null, meta: {}, ...more };
}

function shown(content: MessageContent): Content {
  return { text: wordsOf(content), attachments: [], content, meta: {} };
}

/** The file is announced by an id that is good for a week; its bytes are fetched later. */
function mediaContent(type: string, own: Fields): Content | null {
  const id = textAt(own, 'id');
  if (id === null) return worded(textAt(own, 'caption'));
  const mediaType = textAt(own, 'mime_type') ?? 'application/octet-stream';
  const fileName = textAt(own, 'filename') ?? fileNameFor('whatsapp', mediaType, 0);
  const attachment = { fileName, mediaType, size: null, contentId: null, source: { ref: { id } } };
  const meta: Record<string, Json> = { messageType: type, ...(own['voice'] === true ? { voice: true } : {}) };
  return { text: textAt(own, 'caption') ?? '', attachments: [attachment], content: null, meta };
}

function locationContent(own: Fields): Content | null {
  const [latitude, longitude] = [numberAt(own, 'latitude'), numberAt(own, 'longitude')];
  if (latitude === null || longitude === null) return null;
  const [name, address] = [textAt(own, 'name'), textAt(own, 'address')];
  return shown({ type: 'location', latitude, longitude, name, address });
}

function contactsContent(message: Fields): Content | null {
  const contacts = listAt(message, 'contacts').map(sharedContact);
  return contacts.length === 0 ? null : shown({ type: 'contacts', contacts });
}

function sharedContact(card: Fields): SharedContact {
  const texts = (list: string, name: string) =>
    listAt(card, list)
      .map((each) => textAt(each, name))
      .filter((each) => each !== null);
  const name = fieldsAt(card, 'name');
  return {
    name: textAt(name, 'formatted_name') ?? textAt(name, 'first_name') ?? '',
    phones: texts('phones', 'phone'),
    emails: texts('emails', 'email'),
  };
}

function choice(title: string | null, payload: string | null): Content | null {
  return title === null ? null : worded(title, { content: { type: 'choice', title, payload } });
}

/** A pressed button, a chosen row, or a filled form, whose answers stay beside the message. */
function interactiveContent(own: Fields): Content | null {
  const form = fieldsAt(own, 'nfm_reply');
  const answers = textAt(form, 'response_json');
  if (answers !== null) return worded(textAt(form, 'body') ?? answers, { meta: { formAnswers: answers } });
  const reply = { ...fieldsAt(own, 'button_reply'), ...fieldsAt(own, 'list_reply') };
  return choice(textAt(reply, 'title'), textAt(reply, 'id'));
}

/** Goods of a catalogue, a line each. */
function orderContent(own: Fields): Content | null {
  const lines = listAt(own, 'product_items').map((item) => {
    const {
      quantity = '1',
      product_retailer_id: product = '',
      item_price: price = '',
      currency = '',
    } = present(item, ['quantity', 'product_retailer_id', 'item_price', 'currency']);
    return `${quantity} × ${product} ${price} ${currency}`.trim();
  });
  const text = [textAt(own, 'text'), ...lines].filter((line) => line !== null).join('\n');
  return worded(text === '' ? null : text, { meta: { catalog: textAt(own, 'catalog_id') } });
}
