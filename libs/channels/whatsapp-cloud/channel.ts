import type { Channel, ChannelContext, Connection } from '../channel.js';
import { accessReport } from '../providers/meta/access.report.js';
import { GraphClient } from '../providers/meta/graph.client.js';
import { metaWebhook } from '../providers/meta/webhook.door.js';
import { accountSettings, offeredTemplates, type AccountSettings } from './account.settings.js';
import { MediaFetcher } from './media.fetcher.js';
import { LARGEST_FILE, LONGEST_CAPTION } from './media.kind.js';
import { LONGEST_TEXT, MessageSender } from './message.sender.js';
import { parseEvent } from './parse.js';
import { eventsOf } from './webhook.events.js';

/** WhatsApp directly through Meta. README.md tells how to get the credentials and what the limits are. */
export const whatsappCloud: Channel<typeof accountSettings> = {
  name: 'whatsapp-cloud',
  label: { ar: 'واتساب (مباشرةً من Meta)', en: 'WhatsApp (Meta)' },
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
      maxBytes: LARGEST_FILE,
      maxCount: 1,
      captions: 'pictures',
      maxCaption: LONGEST_CAPTION,
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
    // Eighty a second for a number; to one person one in six seconds, of which 45 may come at once and are paid back.
    rate: { perSecond: 80, perRecipientMs: 6_000, recipientBurst: 45 },
  },
  begins: ['phone'],
  open: openConnection,
};

function openConnection(settings: AccountSettings, context: ChannelContext): Connection {
  const graph = new GraphClient(settings, context);
  const sender = new MessageSender(settings, graph);
  const media = new MediaFetcher(settings, context, graph);
  return {
    templates: offeredTemplates(settings),
    owns: (accountRef) => accountRef === settings.phoneNumberId,
    webhook: metaWebhook(settings, eventsOf),
    parse: async (event) => parseEvent(event),
    send: (message) => sender.send(message),
    // WhatsApp can't be asked; it tells. A report carries our id and settles the attempt while it is waited for.
    reconcile: async () => ({ outcome: 'unknown' }),
    fetchMedia: (ref) => media.fetch(ref),
    check: async () => void (await graph.get(`${settings.phoneNumberId}?fields=display_phone_number`)),
    inspect: async () => ({ access: await accessReport(graph) }),
    close: async () => graph.close(),
  };
}
