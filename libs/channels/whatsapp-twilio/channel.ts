import { ChannelError, type Channel, type ChannelContext, type Connection } from '../channel.js';
import { accountSettings, signingTokens, type AccountSettings } from './account.settings.js';
import { ApiClient } from './api.client.js';
import { AttemptReconciler } from './attempt.reconciler.js';
import { LARGEST_MEDIA, MediaFetcher } from './media.fetcher.js';
import { LONGEST_TEXT, MessageSender } from './message.sender.js';
import { parseEvent } from './parse.js';
import { isSigned } from './request.signature.js';
import { concernsAccount, eventsOf } from './webhook.events.js';

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
    attachments: {
      inbound: true,
      outbound: true,
      maxBytes: LARGEST_MEDIA,
      maxCount: 1,
      captions: 'pictures',
    },
    maxLength: LONGEST_TEXT,
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
  const tokens = signingTokens(settings);
  return {
    templates: settings.templates,
    send: (message) => sender.send(message),
    reconcile: (attempt) => reconciler.reconcile(attempt),
    fetchMedia: (ref) => media.fetch(ref),
    parse: async (event) => parseEvent(event),
    check: () => checkAccount(api),
    close: async () => api.close(),
    webhook: {
      verify: (request) => isSigned(request, tokens) && concernsAccount(request, settings),
      events: eventsOf,
      reply: { status: 200, contentType: 'text/xml', body: '<Response/>' },
    },
  };
}

/** Asks for the account itself: proves the credentials and that Twilio has not closed it. */
async function checkAccount(api: ApiClient): Promise<void> {
  const account = await (await api.twilio()).api.v2010.account.fetch();
  if (account.status !== 'active')
    throw new ChannelError('auth', 'inactive', `Twilio says that the account is ${account.status}`);
}
