import type { Channel, ChannelContext, Connection } from '../channel.js';
import { accountSettings, signingSecrets, type AccountSettings } from './account.settings.js';
import { ApiClient, LONGEST_TEXT } from './api.client.js';
import { parseEvent } from './parse.js';
import { challengeReply, challengeToken, isSigned } from './request.signature.js';
import { eventsOf } from './webhook.events.js';
import { WebhookDesk } from './webhook.desk.js';

/** X: direct messages both ways; public posts that name us come in and are answered in private. README.md says why. */
export const x: Channel<typeof accountSettings> = {
  name: 'x',
  label: { ar: 'إكس', en: 'X' },
  icon: 'at-sign',
  settings: accountSettings,
  capabilities: {
    continuity: 'stream',
    inbound: true,
    outbound: true,
    reaches: [],
    attachments: {
      inbound: false,
      outbound: false,
      maxBytes: 0,
      maxCount: 1,
      captions: 'all',
      maxCaption: LONGEST_TEXT,
    },
    maxLength: LONGEST_TEXT,
    splits: false,
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
    // 15 in 15 minutes and 1,440 in a day: five at once and ten more in the time are never too many.
    rate: { perSecond: 10 / 900, burst: 5, perRecipientMs: 0 },
  },
  open: openConnection,
};

function openConnection(settings: AccountSettings, context: ChannelContext): Connection {
  const api = new ApiClient(settings, context);
  const desk = new WebhookDesk(settings, context);
  const secrets = signingSecrets(settings);
  return {
    send: (message) => api.send(message),
    parse: async (event) => parseEvent(event),
    missed: ({ unsure }) => desk.replay(unsure),
    check: () => api.check(),
    inspect: async () => ({ access: { endsAt: null, renews: false }, webhook: await desk.report() }),
    close: async () => {
      api.close();
      desk.close();
    },
    owns: (accountRef) => accountRef === settings.userId,
    webhook: {
      verify: (request) => challengeToken(request) !== null || isSigned(request, secrets),
      events: eventsOf,
      challenge: (request) => challengeReply(request, secrets[0]),
      reply: { status: 200, contentType: 'application/json', body: '{}' },
    },
  };
}
