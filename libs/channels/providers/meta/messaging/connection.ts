import type { Capabilities, ChannelContext, Connection } from '../../../channel.js';
import { accessReport, subscriptionReport } from '../access.report.js';
import { GraphClient } from '../graph.client.js';
import { metaWebhook } from '../webhook.door.js';
import { windowOf, type MessagingProduct, type MessagingSettings } from './account.settings.js';
import { ConversationHistory } from './conversation.history.js';
import { LARGEST_FILE, MediaFetcher } from './media.fetcher.js';
import { MessageSender } from './message.sender.js';
import { parseEvent } from './parse.js';
import { eventsOf } from './webhook.events.js';

/** What Messenger and Instagram can do alike. Rates: Meta, "Rate limits" of the Send API, well below them. */
export function messagingCapabilities(longestText: number, receipts: Capabilities['receipts']): Capabilities {
  return {
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
      maxCaption: 0,
    },
    maxLength: longestText,
    splits: true,
    segments: null,
    window: { hours: 24 },
    templates: false,
    receipts,
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
  };
}

/** Opens a page or an Instagram account. `check` asks Graph for its own name. */
export function openMessaging(
  settings: MessagingSettings,
  context: ChannelContext,
  product: MessagingProduct,
): Connection {
  const graph = new GraphClient(settings, context);
  const sender = new MessageSender(settings, product, graph);
  const media = new MediaFetcher(settings, context, graph);
  const history = new ConversationHistory(settings, product, graph);
  return {
    capabilities: windowOf(settings),
    owns: (accountRef) => accountRef === settings.ownId,
    webhook: metaWebhook(settings, eventsOf),
    parse: async (event) => parseEvent(event, product),
    send: (message) => sender.send(message),
    // Meta can't be asked by our own id; the echo tells, and settles the attempt while it is waited for.
    reconcile: async () => ({ outcome: 'unknown' }),
    missed: ({ days }, next) => history.page(days, next),
    fetchMedia: (ref) => media.fetch(ref),
    check: async () => void (await graph.get(`${settings.ownId}?fields=id`)),
    inspect: async () => ({
      ...(product.tellsAccess ? { access: await accessReport(graph) } : {}),
      webhook: await subscriptionReport(graph, settings.ownId),
    }),
    close: async () => graph.close(),
  };
}
