import type { Channel, ChannelContext, Connection } from '../channel.js';
import { ApiClient } from '../providers/twilio/api.client.js';
import { ListedMessages } from '../providers/twilio/listed.messages.js';
import { LARGEST_MEDIA, MediaFetcher } from '../providers/twilio/media.fetcher.js';
import { LONGEST_TEXT } from '../providers/twilio/message.creator.js';
import { webhookOf } from '../providers/twilio/webhook.js';
import { accountSettings, senderOf, type AccountSettings } from './account.settings.js';
import { AttemptReconciler } from './attempt.reconciler.js';
import { MessageSender } from './message.sender.js';
import { parseEvent } from './parse.js';

/** WhatsApp through Twilio. README.md tells how to get the credentials and what the limits are. */
export const whatsappTwilio: Channel<typeof accountSettings> = {
  name: 'whatsapp-twilio',
  label: { ar: 'واتساب', en: 'WhatsApp' },
  icon: 'message-circle',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: true,
    outbound: true,
    reaches: [],
    attachments: {
      inbound: true,
      outbound: true,
      maxBytes: LARGEST_MEDIA,
      maxCount: 1,
      captions: 'pictures',
      maxCaption: LONGEST_TEXT,
    },
    maxLength: LONGEST_TEXT,
    splits: true,
    segments: null,
    window: { hours: 24 },
    templates: true,
    receipts: { delivered: true, read: true },
    idempotentSend: false,
    reconcile: true,
    typing: false,
    subject: false,
    html: false,
    voice: false,
    paper: false,
    inPerson: false,
    undoSeconds: 5,
    rate: { perSecond: 40, perRecipientMs: 0 },
  },
  begins: ['phone'],
  open: openConnection,
};

function openConnection(settings: AccountSettings, context: ChannelContext): Connection {
  const api = new ApiClient(settings, context);
  const sender = new MessageSender(settings, context.webhookUrl, api);
  const reconciler = new AttemptReconciler(settings, context, api);
  const media = new MediaFetcher(settings, context);
  const listed = new ListedMessages(settings, senderOf(settings), api);
  return {
    templates: settings.templates,
    send: (message) => sender.send(message),
    reconcile: (attempt) => reconciler.reconcile(attempt),
    missed: ({ days }, next) => listed.page(days, next),
    fetchMedia: (ref) => media.fetch(ref),
    parse: async (event) => parseEvent(event),
    check: () => api.check(),
    close: async () => api.close(),
    webhook: webhookOf(settings, senderOf(settings)),
  };
}
