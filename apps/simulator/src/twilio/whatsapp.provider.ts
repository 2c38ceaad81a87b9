import type { FaultGroup } from '../core/faults.board.js';
import { takeForms } from '../core/body.parsers.js';
import { undeliverableOffer } from '../core/message.journey.js';
import type { Provider } from '../core/provider.js';
import { restFaultOffers, unlistedRestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { statusFaultOffers } from '../core/status.courier.js';
import { twilioAccountKind } from './account.kind.js';
import { whatsappSendSchema } from './inbound.contract.js';
import { registerTwilioMedia } from './media.routes.js';
import { registerTwilioRest } from './rest.routes.js';
import { assemble } from './twilio.assembly.js';
import { whatsappPhone } from './whatsapp.phone.js';

const faults: readonly FaultGroup[] = [
  {
    target: 'twilio',
    title: { ar: 'واتساب: الإرسال', en: 'WhatsApp: sending' },
    offers: [...restFaultOffers, undeliverableOffer],
    unlisted: [...unlistedRestFaults, 'media-404', 'media-hang'],
  },
  {
    target: 'twilio',
    title: { ar: 'واتساب: إشعارات الحالة', en: 'WhatsApp: status reports' },
    offers: [
      ...statusFaultOffers,
      { kind: 'early-callbacks', ar: 'تسبق جواب الإرسال', en: 'Reports come before the answer' },
    ],
  },
];

/** WhatsApp numbers at Twilio: its REST interface, its webhooks, and the phones behind them. */
export const whatsappTwilio = {
  channel: 'whatsapp',
  label: { ar: 'واتساب', en: 'WhatsApp' },
  icon: 'M3.5 20.5 5 16.2a8.2 8.2 0 1 1 3.2 3L3.5 20.5Zm5.6-12.4c-.8 3.4 3.4 7.7 6.9 6.8l.4-2-2.3-1-1 1.1c-1-.4-1.8-1.2-2.2-2.2l1-1-1-2.2-1.8.5Z',
  account: twilioAccountKind,
  send: whatsappSendSchema,
  faults,
  open: (world: World) => {
    const parts = assemble(world, {
      kind: twilioAccountKind,
      target: 'twilio',
      prefix: 'whatsapp:',
      mount: '',
    });
    return {
      send: async (message) => ({ channel: 'whatsapp', ...(await parts.inbound.send(message)) }) as const,
      phone: whatsappPhone(parts),
      routes: (app) => {
        takeForms(app);
        registerTwilioRest(app, parts);
        registerTwilioMedia(app, parts);
      },
    };
  },
} satisfies Provider<(typeof twilioAccountKind)['schema'], typeof whatsappSendSchema>;
