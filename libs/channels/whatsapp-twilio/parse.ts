import { languageOf, UNSAID, wordsOf } from '@sila/domain';
import type { Inbound, InboundAttachment, InboundMessage, Json, Reference, StoredEvent } from '../channel.js';
import { contentOf } from './content.parse.js';
import { fileNameFor } from '../file.names.js';
import { senderOf, unparsedSender } from './person.parse.js';
import { parseReceipt } from './receipt.parse.js';
import { field, readParams, type Params } from './request.params.js';
import { kindOf, messageSid } from './webhook.events.js';

/** Understands one webhook of Twilio. Pure. Source of the fields: twilio.com/docs/messaging/guides/webhook-request. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const params = readParams(event.request);
  const kind = kindOf(params);
  if (kind === 'status') return [parseReceipt(params, event.request)];
  return [kind === 'message' ? parseMessage(params) : unknownMessage(event, params)];
}

function parseMessage(params: Params): InboundMessage {
  const content = contentOf(params);
  const text = field(params, 'Body') ?? wordsOf(content);
  const attachments = attachmentsOf(params);
  return {
    ...UNSAID,
    providerId: messageSid(params) ?? '',
    from: senderOf(params),
    kind: text === '' && attachments.length === 0 ? 'unsupported' : 'text',
    text,
    references: referencesOf(params),
    language: languageOf(text),
    attachments,
    content,
    quotes: field(params, 'OriginalRepliedMessageSid'),
    meta: metaOf(params),
  };
}

/** Kept and shown as a stub with the original behind it: nothing that a provider signed is dropped. */
function unknownMessage(event: StoredEvent, params: Params): InboundMessage {
  return {
    ...UNSAID,
    providerId: event.key,
    from: unparsedSender(params),
    kind: 'unsupported',
  };
}

function referencesOf(params: Params): Reference[] {
  const quoted = field(params, 'OriginalRepliedMessageSid');
  return quoted === null ? [] : [{ kind: 'provider-message', ids: [quoted] }];
}

/** Twilio announces each file by an address and a type; the bytes are fetched later. At most ten a message. */
function attachmentsOf(params: Params): InboundAttachment[] {
  const count = Math.min(Number.parseInt(field(params, 'NumMedia') ?? '0', 10) || 0, MOST_MEDIA);
  return Array.from({ length: count }, (_, index) => attachmentAt(params, index)).filter(
    (each) => each !== null,
  );
}

const MOST_MEDIA = 10;

function attachmentAt(params: Params, index: number): InboundAttachment | null {
  const url = field(params, `MediaUrl${index}`);
  if (url === null) return null;
  const mediaType = field(params, `MediaContentType${index}`) ?? 'application/octet-stream';
  return {
    fileName: fileNameFor('whatsapp', mediaType, index),
    mediaType,
    size: null,
    contentId: null,
    source: { ref: { url } },
  };
}

function metaOf(params: Params): Json {
  return {
    ...present(params, META_FIELDS),
    ...(field(params, 'Forwarded') === 'true' ? { forwarded: true } : {}),
    ...(field(params, 'FrequentlyForwarded') === 'true' ? { frequentlyForwarded: true } : {}),
  };
}

const META_FIELDS = {
  messageType: 'MessageType',
  username: 'ProfileUsername',
  referralHeadline: 'ReferralHeadline',
  referralUrl: 'ReferralSourceUrl',
} as const;

function present(params: Params, names: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(names).map(([key, name]) => [key, field(params, name)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}
