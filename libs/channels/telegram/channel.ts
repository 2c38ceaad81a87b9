import type { Channel, ChannelContext, Connection } from '../channel.js';
import { accountSettings, webhookSecrets, type AccountSettings } from './account.settings.js';
import { ApiClient } from './api.client.js';
import { MediaFetcher } from './media.fetcher.js';
import { LARGEST_SENT, LONGEST_CAPTION, LONGEST_TEXT, MessageSender } from './message.sender.js';
import { parseEvent } from './parse.js';
import { eventsOf, showsSecret } from './webhook.events.js';
import { askAgain, checkBot, setWebhook, webhookReport } from './webhook.registration.js';

/** Telegram, by a bot. README.md tells how to make one and what the limits are. */
export const telegram: Channel<typeof accountSettings> = {
  name: 'telegram',
  label: { ar: 'تيليجرام', en: 'Telegram' },
  icon: 'send',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: true,
    outbound: true,
    reaches: [],
    attachments: {
      inbound: true,
      outbound: true,
      maxBytes: LARGEST_SENT,
      maxCount: 1,
      captions: 'all',
      maxCaption: LONGEST_CAPTION,
    },
    maxLength: LONGEST_TEXT,
    splits: true,
    segments: null,
    window: null,
    templates: false,
    receipts: { delivered: false, read: false },
    idempotentSend: false,
    reconcile: false,
    typing: false,
    subject: false,
    html: false,
    voice: false,
    paper: false,
    inPerson: false,
    undoSeconds: 5,
    rate: { perSecond: 30, perRecipientMs: 1_000 },
  },
  open: openConnection,
};

function openConnection(settings: AccountSettings, context: ChannelContext): Connection {
  const api = new ApiClient(settings);
  const sender = new MessageSender(api);
  const media = new MediaFetcher(api);
  const secrets = webhookSecrets(settings);
  return {
    send: (message) => sender.send(message),
    fetchMedia: (ref) => media.fetch(ref),
    parse: async (event) => parseEvent(event),
    subscribe: () => setWebhook(api, settings, context.webhookUrl),
    missed: () => askAgain(api, settings, context.webhookUrl),
    check: () => checkBot(api),
    inspect: async () => ({
      access: { endsAt: null, renews: false },
      webhook: await webhookReport(api, context.webhookUrl),
    }),
    close: async () => api.close(),
    webhook: {
      verify: (request) => request.method === 'POST' && showsSecret(request, secrets),
      events: eventsOf,
      reply: { status: 200, contentType: 'text/plain', body: '' },
    },
  };
}
