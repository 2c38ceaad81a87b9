import { languageOf, UNSAID, wordsOf } from '@sila/domain';
import type { Inbound, InboundMessage, Json, Reference, StoredEvent } from '../channel.js';
import { attachmentsOf, sentAtOf, unknownMessage } from '../providers/twilio/message.parse.js';
import { parseReceipt } from '../providers/twilio/receipt.parse.js';
import { field, readParams, type Params } from '../providers/twilio/request.params.js';
import { kindOf, messageSid } from '../providers/twilio/webhook.events.js';
import { contentOf } from './content.parse.js';
import { senderOf } from './person.parse.js';

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
  const attachments = attachmentsOf(params, 'whatsapp');
  return {
    ...UNSAID,
    providerId: messageSid(params) ?? '',
    from: senderOf(params),
    kind: text === '' && attachments.length === 0 ? 'unsupported' : 'text',
    text,
    sentAt: sentAtOf(params),
    references: referencesOf(params),
    language: languageOf(text),
    attachments,
    content,
    quotes: field(params, 'OriginalRepliedMessageSid'),
    meta: metaOf(params),
  };
}

function referencesOf(params: Params): Reference[] {
  const quoted = field(params, 'OriginalRepliedMessageSid');
  return quoted === null ? [] : [{ kind: 'provider-message', ids: [quoted] }];
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
