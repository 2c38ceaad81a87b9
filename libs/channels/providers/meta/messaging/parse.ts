import { languageOf, UNSAID } from '@sila/domain';
import type { Inbound, InboundMessage, Json, Reference, Sender, StoredEvent } from '../../../channel.js';
import { ownMessageId } from '../own.message.js';
import { fieldsAt, numberAt, present, textAt, type Fields } from '../payload.fields.js';
import { objectAt, pathOf, payloadOf } from '../payload.reader.js';
import type { MessagingProduct } from './account.settings.js';
import { contentOf, type Content } from './content.parse.js';
import { kindOf, personOf } from './webhook.events.js';

/** Understands one event of Messenger or Instagram. Pure. Throws when it is not where the event says. */
export function parseEvent(event: StoredEvent, product: MessagingProduct): Inbound[] {
  const path = pathOf(event.pointer);
  const item = objectAt(payloadOf(event.request), path);
  if (!item) throw new Error('the event is not where it says');
  if (path.includes('changes'))
    return [{ type: 'ignored', reason: `Meta told of "${textAt(item, 'field') ?? ''}"` }];
  const told: Told = { key: event.key, item, at: timeOf(item), from: senderOf(item, product) };
  switch (kindOf(item)) {
    case 'message':
      return [parseMessage(told, product)];
    case 'echo':
      return [parseEcho(told, product)];
    case 'postback':
      return [parsePostback(told)];
    case 'reaction':
      return [parseReaction(told)];
    case 'edit':
      return [parseEdit(told)];
    case 'read':
    case 'delivery':
      return parseReports(told);
    case 'other':
      return [parseOther(told)];
  }
}

/** An event with what all kinds have. */
interface Told {
  readonly key: string;
  readonly item: Fields;
  readonly at: Date | null;
  readonly from: Sender;
}

/** Meta vouches for the ids of its people; they hold towards this page or account only. */
function senderOf(item: Fields, { identity }: MessagingProduct): Sender {
  const id = personOf(item);
  if (id === null) return { kind: 'unparsed', value: 'meta', name: null, assurance: 'asserted', aliases: [] };
  return { kind: identity, value: id, name: null, assurance: 'verified', aliases: [] };
}

/** Meta tells time in milliseconds since 1970. */
function timeOf(item: Fields): Date | null {
  const ms = numberAt(item, 'timestamp');
  return ms === null ? null : new Date(ms);
}

function parseMessage(told: Told, { app }: MessagingProduct): Inbound {
  const message = fieldsAt(told.item, 'message');
  const mid = textAt(message, 'mid') ?? told.key;
  if (message['is_deleted'] === true) return { type: 'deletion', from: told.from, target: mid, at: told.at };
  const quotes = textAt(fieldsAt(message, 'reply_to'), 'mid');
  return written(
    told,
    mid,
    contentOf(message, app),
    quotes,
    present(fieldsAt(told.item, 'referral'), ['ref', 'source']),
  );
}

/** A pressed button of a menu or of a card. */
function parsePostback(told: Told): Inbound {
  const postback = fieldsAt(told.item, 'postback');
  const title = textAt(postback, 'title') ?? textAt(postback, 'payload');
  const payload = textAt(postback, 'payload');
  const content: Content | null =
    title === null
      ? null
      : { text: title, attachments: [], content: { type: 'choice', title, payload }, meta: {} };
  return written(told, textAt(postback, 'mid') ?? told.key, content, null, {});
}

/** Something nobody knows yet from a person is shown as a stub; what concerns the account is not. */
function parseOther(told: Told): Inbound {
  const named = Object.keys(told.item).filter((name) => !['sender', 'recipient', 'timestamp'].includes(name));
  if (named.some((name) => SILENT.has(name)) || told.from.kind === 'unparsed')
    return { type: 'ignored', reason: `Meta told of "${named.join(', ')}"` };
  return written(told, told.key, null, null, { kinds: named });
}

/** Who holds the talk, typing, opt-ins: nothing that anybody said. */
const SILENT = new Set([
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'app_roles',
  'typing',
  'referral',
]);

function written(
  { from, at }: Told,
  providerId: string,
  content: Content | null,
  quotes: string | null,
  meta: Readonly<Record<string, Json>>,
): InboundMessage {
  const references: Reference[] = quotes === null ? [] : [{ kind: 'provider-message', ids: [quotes] }];
  return {
    ...UNSAID,
    providerId,
    from,
    kind: content === null ? 'unsupported' : 'text',
    text: content?.text ?? '',
    sentAt: at,
    references,
    language: languageOf(content?.text ?? ''),
    attachments: content?.attachments ?? [],
    content: content?.content ?? null,
    quotes,
    meta: { ...content?.meta, ...meta },
  };
}

/**
 * What our own side sent. What Sila sent carries our id in `metadata` where the product takes one, and only proves that it went
 * out; everything else a person of ours wrote in Meta's own app, or another app of ours.
 */
function parseEcho(told: Told, { app, identity }: MessagingProduct): Inbound {
  const message = fieldsAt(told.item, 'message');
  const content = message['is_deleted'] === true ? null : contentOf(message, app);
  if (content === null) return { type: 'ignored', reason: 'our own side sent what has no words and no file' };
  return {
    type: 'echo',
    providerId: textAt(message, 'mid') ?? told.key,
    messageId: ownMessageId(textAt(message, 'metadata')),
    to: { kind: identity, value: told.from.value },
    text: content.text,
    sentAt: told.at,
    attachments: content.attachments,
    content: content.content,
  };
}

const NO_FAILURE = { errorCode: null, errorDetail: null, needsTemplate: false, deadAddress: null } as const;

function parseReaction({ item, from, at }: Told): Inbound {
  const reaction = fieldsAt(item, 'reaction');
  const isTakenAway = textAt(reaction, 'action') === 'unreact';
  const emoji = textAt(reaction, 'emoji') ?? textAt(reaction, 'reaction');
  return {
    type: 'reaction',
    from,
    target: textAt(reaction, 'mid') ?? '',
    emoji: isTakenAway ? null : emoji,
    at,
  };
}

function parseEdit({ item, from, at }: Told): Inbound {
  const edit = fieldsAt(item, 'message_edit');
  return { type: 'edit', from, target: textAt(edit, 'mid') ?? '', text: textAt(edit, 'text') ?? '', at };
}

/** Delivered or read: the named messages, and everything sent until the watermark. */
function parseReports({ item, from, at }: Told): Inbound[] {
  const kind = kindOf(item) === 'read' ? 'read' : 'delivery';
  const status = kind === 'read' ? 'read' : 'delivered';
  const report = fieldsAt(item, kind);
  const mids = report['mids'];
  const named = [...(Array.isArray(mids) ? (mids as unknown[]) : []), report['mid']].filter(
    (mid) => typeof mid === 'string',
  );
  const receipts = named.map((providerId): Inbound => ({
    type: 'receipt',
    providerId,
    messageId: null,
    status,
    ...NO_FAILURE,
    at,
  }));
  const upTo = numberAt(report, 'watermark');
  if (upTo === null) return receipts;
  const { kind: addressKind, value } = from;
  return [...receipts, { type: 'watermark', to: { kind: addressKind, value }, status, upTo: new Date(upTo) }];
}
