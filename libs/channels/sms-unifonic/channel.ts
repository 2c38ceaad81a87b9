import type { Channel, ChannelContext, Connection } from '../channel.js';
import { accountSettings, type AccountSettings } from './account.settings.js';
import { CallbackAddress } from './callback.address.js';
import { LONGEST_TEXT, MessageSender } from './message.sender.js';
import { parseEvent } from './parse.js';
import { eventsOf } from './webhook.events.js';

/** SMS through Unifonic, under a registered Saudi sender name: outwards only. README.md tells how to set it up. */
export const smsUnifonic: Channel<typeof accountSettings> = {
  name: 'sms-unifonic',
  label: { ar: 'رسالة نصية (يونيفونك)', en: 'SMS (Unifonic)' },
  icon: 'message-square',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: false,
    outbound: true,
    reaches: ['phone'],
    attachments: {
      inbound: false,
      outbound: false,
      maxBytes: 0,
      maxCount: 1,
      captions: 'all',
      maxCaption: 0,
    },
    maxLength: LONGEST_TEXT,
    splits: true,
    segments: 'sms',
    window: null,
    templates: false,
    receipts: { delivered: true, read: false },
    idempotentSend: false,
    reconcile: false,
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
  const callback = new CallbackAddress(settings, context);
  const sender = new MessageSender(settings, context, callback);
  return {
    send: (message) => sender.send(message),
    parse: async (event) => parseEvent(event),
    close: async () => sender.close(),
    webhook: {
      verify: (request) => callback.proves(request),
      events: eventsOf,
      reply: { status: 200, contentType: 'text/plain', body: 'OK' },
    },
  };
}
