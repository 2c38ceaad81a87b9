import type { Capabilities, Channel, ChannelContext, Connection } from '../channel.js';
import { ApiClient } from '../providers/twilio/api.client.js';
import { ListedMessages } from '../providers/twilio/listed.messages.js';
import { MediaFetcher } from '../providers/twilio/media.fetcher.js';
import { LONGEST_TEXT } from '../providers/twilio/message.creator.js';
import { SentMessages } from '../providers/twilio/sent.messages.js';
import { webhookOf } from '../providers/twilio/webhook.js';
import { accountSettings, canReceive, senderOf, type AccountSettings } from './account.settings.js';
import { MessageSender, MOST_FILES, recipientAddress } from './message.sender.js';
import { parseEvent } from './parse.js';

/** Largest MMS, in bytes. Source: twilio.com/docs/messaging/guides/accepted-mime-types. */
const LARGEST_MMS = 5 * 1024 * 1024;

/** Without MMS, which is so until an administrator says otherwise. */
const NO_FILES: Capabilities['attachments'] = {
  inbound: false,
  outbound: false,
  maxBytes: LARGEST_MMS,
  maxCount: MOST_FILES,
  captions: 'all',
  maxCaption: LONGEST_TEXT,
};

/** SMS through Twilio. README.md tells what a country allows: in Saudi Arabia people can't answer. */
export const smsTwilio: Channel<typeof accountSettings> = {
  name: 'sms-twilio',
  label: { ar: 'رسالة نصية (Twilio)', en: 'SMS (Twilio)' },
  icon: 'message-square',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: false,
    outbound: true,
    reaches: ['phone'],
    attachments: NO_FILES,
    maxLength: LONGEST_TEXT,
    splits: true,
    segments: 'sms',
    window: null,
    templates: false,
    receipts: { delivered: true, read: false },
    idempotentSend: false,
    reconcile: true,
    typing: false,
    subject: false,
    html: false,
    voice: false,
    paper: false,
    inPerson: false,
    undoSeconds: 5,
    rate: { perSecond: 10, perRecipientMs: 0 },
  },
  begins: ['phone'],
  open: openConnection,
};

function openConnection(settings: AccountSettings, context: ChannelContext): Connection {
  const api = new ApiClient(settings, context);
  const sender = new MessageSender(settings, context.webhookUrl, api);
  const sent = new SentMessages(context, api);
  const media = new MediaFetcher(settings, context);
  const listed = new ListedMessages(settings, senderOf(settings), api);
  return {
    capabilities: allowedBy(settings),
    send: (message) => sender.send(message),
    reconcile: (attempt) => sent.find(attempt, listedAs(settings, attempt.message)),
    missed: ({ days }, next) => listed.page(days, next),
    fetchMedia: (ref) => media.fetch(ref),
    parse: async (event) => parseEvent(event),
    check: () => api.check(),
    close: async () => api.close(),
    webhook: webhookOf(settings, senderOf(settings)),
  };
}

function allowedBy(settings: AccountSettings): Partial<Capabilities> {
  const inbound = canReceive(settings);
  const files = { inbound: inbound && settings.pictures, outbound: settings.pictures };
  return { inbound, attachments: { ...NO_FILES, ...files } };
}

function listedAs(settings: AccountSettings, { to, text }: Parameters<Connection['send']>[0]) {
  return { sender: senderOf(settings), to: recipientAddress(to), words: text };
}
