import { languageOf } from '@sila/domain';
import type { Inbound, InboundMessage, Json, Reference, StoredEvent } from '../channel.js';
import { attachmentsOf, NEVER, unknownMessage } from '../providers/twilio/message.parse.js';
import { parseReceipt } from '../providers/twilio/receipt.parse.js';
import { field, readParams, type Params } from '../providers/twilio/request.params.js';
import { kindOf, messageSid } from '../providers/twilio/webhook.events.js';
import { senderOf } from './person.parse.js';

/** Understands one webhook of Twilio. Pure. Source of the fields: twilio.com/docs/messaging/guides/webhook-request. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const params = readParams(event.request);
  const kind = kindOf(params);
  if (kind === 'status') return [parseReceipt(params, event.request)];
  return [kind === 'message' ? parseMessage(params) : unknownMessage(event, params)];
}

function parseMessage(params: Params): InboundMessage {
  const text = textOf(params);
  const attachments = attachmentsOf(params, 'whatsapp');
  return {
    ...NEVER,
    providerId: messageSid(params) ?? '',
    from: senderOf(params),
    kind: text === '' && attachments.length === 0 ? 'unsupported' : 'text',
    text,
    references: referencesOf(params),
    language: languageOf(text),
    attachments,
    meta: metaOf(params),
  };
}

function textOf(params: Params): string {
  return (
    field(params, 'Body') ??
    field(params, 'ButtonText') ??
    field(params, 'ListTitle') ??
    placeOf(params) ??
    ''
  );
}

/** A location in words: what the person called it, else its coordinates. */
function placeOf(params: Params): string | null {
  const location = locationOf(params);
  if (location === null) return null;
  const words = [field(params, 'Label'), field(params, 'Address')].filter((part) => part !== null);
  return words.length > 0 ? words.join('، ') : `${location.latitude}, ${location.longitude}`;
}

function locationOf(params: Params): { readonly latitude: number; readonly longitude: number } | null {
  const latitude = Number.parseFloat(field(params, 'Latitude') ?? '');
  const longitude = Number.parseFloat(field(params, 'Longitude') ?? '');
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : null;
}

function referencesOf(params: Params): Reference[] {
  const quoted = field(params, 'OriginalRepliedMessageSid');
  return quoted === null ? [] : [{ kind: 'provider-message', ids: [quoted] }];
}

function metaOf(params: Params): Json {
  const location = locationOf(params);
  return {
    ...present(params, META_FIELDS),
    ...(location
      ? { location: { ...location, ...present(params, { label: 'Label', address: 'Address' }) } }
      : {}),
    ...(field(params, 'Forwarded') === 'true' ? { forwarded: true } : {}),
    ...(field(params, 'FrequentlyForwarded') === 'true' ? { frequentlyForwarded: true } : {}),
  };
}

const META_FIELDS = {
  messageType: 'MessageType',
  buttonText: 'ButtonText',
  buttonPayload: 'ButtonPayload',
  listId: 'ListId',
  listTitle: 'ListTitle',
  username: 'ProfileUsername',
  referralHeadline: 'ReferralHeadline',
  referralUrl: 'ReferralSourceUrl',
} as const;

function present(params: Params, names: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(names).map(([key, name]) => [key, field(params, name)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}
