import { languageOf, toE164, UNSAID } from '@sila/domain';
import type { Inbound, InboundMessage, Sender, StoredEvent } from '../channel.js';
import {
  attachmentsOf,
  sentAtOf,
  unknownMessage,
  unparsedSender,
} from '../providers/twilio/message.parse.js';
import { parseReceipt } from '../providers/twilio/receipt.parse.js';
import { field, readParams, type Params } from '../providers/twilio/request.params.js';
import { kindOf, messageSid } from '../providers/twilio/webhook.events.js';
import { saysStop } from './stop.words.js';

/** Understands one webhook of Twilio. Pure. Source of the fields: twilio.com/docs/messaging/guides/webhook-request. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const params = readParams(event.request);
  const kind = kindOf(params);
  if (kind === 'status') return [parseReceipt(params, event.request)];
  if (kind === 'unknown') return [unknownMessage(event, params)];
  const message = parseMessage(params);
  const address = { kind: message.from.kind, value: message.from.value };
  return asksToStop(params, message.text)
    ? [
        { ...message, automatic: true },
        { type: 'reachability', address, reachable: false, at: null },
      ]
    : [message];
}

function parseMessage(params: Params): InboundMessage {
  const text = field(params, 'Body') ?? '';
  const attachments = attachmentsOf(params, 'sms');
  return {
    ...UNSAID,
    providerId: messageSid(params) ?? '',
    from: senderOf(params),
    kind: text === '' && attachments.length === 0 ? 'unsupported' : 'text',
    text,
    sentAt: sentAtOf(params),
    language: languageOf(text),
    attachments,
  };
}

/** `OptOutType` comes where Twilio itself keeps the list. A message that says stop is answered by nobody but a person. */
function asksToStop(params: Params, text: string): boolean {
  return field(params, 'OptOutType') === 'STOP' || saysStop(text);
}

/** The number that the network claims: anybody can write under another's, so it proves nothing. */
function senderOf(params: Params): Sender {
  const from = field(params, 'From') ?? '';
  const value = from.startsWith('+') ? toE164(from) : null;
  if (value === null) return unparsedSender(params);
  return { kind: 'phone', value, name: null, assurance: 'asserted', aliases: [] };
}
