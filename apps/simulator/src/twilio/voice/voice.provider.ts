import { takeForms } from '../../core/body.parsers.js';
import type { FaultGroup } from '../../core/faults.board.js';
import { undeliverableOffer } from '../../core/message.journey.js';
import type { Provider } from '../../core/provider.js';
import { restFaultOffers, unlistedRestFaults } from '../../core/rest.faults.js';
import type { World } from '../../core/simulator.world.js';
import { statusFaultOffers } from '../../core/status.courier.js';
import { registerCalls } from './calls.routes.js';
import { registerConferences } from './conferences.routes.js';
import { registerNumbers } from './numbers.routes.js';
import { registerParticipants } from './participants.routes.js';
import { registerRecordings } from './recordings.routes.js';
import { restMount } from './rest.scope.js';
import { registerTelephones } from './telephone.routes.js';
import { voiceAccountKind } from './voice.account.js';
import { assembleVoice, target } from './voice.assembly.js';

const faults: readonly FaultGroup[] = [
  {
    target,
    title: { ar: 'المكالمات: الطلبات', en: 'Calls: requests' },
    offers: [
      ...restFaultOffers,
      undeliverableOffer,
      { kind: 'busy', ar: 'الخط مشغول', en: 'The line is busy' },
    ],
    unlisted: [...unlistedRestFaults, 'media-404', 'media-hang'],
  },
  {
    target,
    title: { ar: 'المكالمات: إشعارات الحالة', en: 'Calls: status reports' },
    offers: statusFaultOffers,
  },
];

/** Telephone numbers at Twilio: its exchange, its REST interface, the softphones, and people's telephones. */
export const voiceTwilio = {
  channel: 'voice',
  label: { ar: 'المكالمات', en: 'Calls' },
  icon: 'M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4.5 5.5a2 2 0 0 1 2-2Z',
  account: voiceAccountKind,
  faults,
  open: (world: World) => {
    const parts = assembleVoice(world);
    return {
      telephone: { path: `${restMount}/calls`, addressOf: ({ phone }) => phone },
      routes: (app) => {
        takeForms(app);
        registerCalls(app, parts);
        registerConferences(app, parts);
        registerNumbers(app, parts);
        registerParticipants(app, parts);
        registerRecordings(app, parts);
        registerTelephones(app, parts);
        parts.softphones.attach(app.server);
      },
      close: async () => {
        parts.webhooks.close();
        parts.calls.all().forEach((call) => call.hangUp());
        parts.softphones.close();
      },
    };
  },
} satisfies Provider<(typeof voiceAccountKind)['schema']>;
