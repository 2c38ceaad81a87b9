import { languageOf, UNSAID } from '@sila/domain';
import type { Inbound, InboundEcho, InboundMessage, Json, Reference, Sender } from '../channel.js';
import { wordsOf } from '../providers/meta/graph.errors.js';
import { fieldsAt, listAt, present, textAt, type Fields } from '../providers/meta/payload.fields.js';
import { scopedAddress } from '../providers/whatsapp/person.address.js';
import { contentOf } from './content.parse.js';
import { parseSystem } from './identity.parse.js';
import { numberAddress, senderOf, usernameOf } from './person.parse.js';
import { timeOf } from './timestamp.parse.js';

/** Understands one of `messages`: what a person wrote, pressed, changed or took back. */
export function parseMessage(message: Fields, value: Fields): Inbound[] {
  const from = senderOf(message, value);
  const at = timeOf(message);
  const own = (name: string) => fieldsAt(message, name);
  switch (textAt(message, 'type') ?? '') {
    case 'system':
      return parseSystem(message);
    case 'reaction': {
      const target = textAt(own('reaction'), 'message_id') ?? '';
      return [{ type: 'reaction', from, target, emoji: textAt(own('reaction'), 'emoji'), at }];
    }
    case 'revoke':
      return [{ type: 'deletion', from, target: textAt(own('revoke'), 'original_message_id') ?? '', at }];
    case 'edit':
      return [parseEdit(own('edit'), from, at)];
    case 'request_welcome':
      return [{ type: 'ignored', reason: 'the person opened the chat and wrote nothing' }];
    default:
      return [writtenMessage(message, value, from)];
  }
}

function parseEdit(edit: Fields, from: Sender, at: Date | null): Inbound {
  const text = contentOf(fieldsAt(edit, 'message'))?.text ?? '';
  return { type: 'edit', from, target: textAt(edit, 'original_message_id') ?? '', text, at };
}

/** A kind that nobody knows yet, and one that WhatsApp itself could not carry, is shown as a stub. */
function writtenMessage(message: Fields, value: Fields, from: Sender): InboundMessage {
  const content = contentOf(message);
  const quotes = textAt(fieldsAt(message, 'context'), 'id');
  return {
    ...UNSAID,
    providerId: textAt(message, 'id') ?? '',
    from,
    kind: content === null ? 'unsupported' : 'text',
    text: content?.text ?? '',
    sentAt: timeOf(message),
    references: referencesTo(quotes),
    language: languageOf(content?.text ?? ''),
    attachments: content?.attachments ?? [],
    content: content?.content ?? null,
    quotes,
    meta: { ...content?.meta, ...metaOf(message, usernameOf(message, value)) },
  };
}

function referencesTo(quoted: string | null): Reference[] {
  return quoted === null ? [] : [{ kind: 'provider-message', ids: [quoted] }];
}

function metaOf(message: Fields, username: string | null): Record<string, Json> {
  const context = fieldsAt(message, 'context');
  const referral = present(fieldsAt(message, 'referral'), ['headline', 'body', 'source_url', 'source_type']);
  const [error] = listAt(message, 'errors');
  return {
    ...present(message, ['type', 'group_id']),
    ...(username === null ? {} : { username }),
    ...(context['forwarded'] === true ? { forwarded: true } : {}),
    ...(context['frequently_forwarded'] === true ? { frequentlyForwarded: true } : {}),
    ...(Object.keys(referral).length > 0 ? { referral } : {}),
    ...(error ? { error: { code: textAt(error, 'code'), words: wordsOf(error) } } : {}),
  };
}

/** Understands one of `message_echoes`: what our staff wrote in the WhatsApp Business app. */
export function parseEcho(message: Fields): Inbound {
  const to = numberAddress(textAt(message, 'to')) ?? scopedAddress(textAt(message, 'to_user_id'));
  const content = contentOf(message);
  if (to === null || content === null)
    return { type: 'ignored', reason: `our own app wrote "${textAt(message, 'type') ?? ''}"` };
  const { text, attachments } = content;
  const echo: InboundEcho = {
    type: 'echo',
    providerId: textAt(message, 'id') ?? '',
    messageId: null,
    to,
    text,
    sentAt: timeOf(message),
    attachments,
    content: content.content,
  };
  return echo;
}

/** Something about a number of ours that is none of the known lists: shown as a stub, with the original behind it. */
export function unknownMessage(key: string, value: Fields): InboundMessage {
  const [group] = listAt(value, 'groups');
  const about = textAt(group ?? {}, 'group_id') ?? 'whatsapp';
  return {
    ...UNSAID,
    providerId: key,
    from: {
      kind: 'unparsed',
      value: about,
      name: textAt(group ?? {}, 'subject'),
      assurance: 'asserted',
      aliases: [],
    },
    kind: 'unsupported',
    sentAt: timeOf(group ?? {}),
    meta: { ...present(group ?? {}, ['type']) },
  };
}
