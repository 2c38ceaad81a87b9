import { takeForms } from '../core/body.parsers.js';
import type { FaultGroup } from '../core/faults.board.js';
import { undeliverableOffer } from '../core/message.journey.js';
import type { Provider } from '../core/provider.js';
import { restFaultOffers, unlistedRestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { statusFaultOffers } from '../core/status.courier.js';
import { smsAccountKind } from './account.kind.js';
import { smsSendSchema } from './inbound.contract.js';
import { registerTwilioMedia } from './media.routes.js';
import { registerTwilioRest } from './rest.routes.js';
import { assemble } from './twilio.assembly.js';
import { twilioPhone } from './whatsapp.phone.js';

const target = 'sms-twilio';

const faults: readonly FaultGroup[] = [
  {
    target,
    title: { ar: 'الرسائل النصية: الإرسال', en: 'SMS: sending' },
    offers: [...restFaultOffers, undeliverableOffer],
    unlisted: [...unlistedRestFaults, 'media-404', 'media-hang'],
  },
  {
    target,
    title: { ar: 'الرسائل النصية: إشعارات الحالة', en: 'SMS: status reports' },
    offers: statusFaultOffers,
    unlisted: ['early-callbacks'],
  },
];

/** SMS at Twilio: the same interface as for WhatsApp, with bare numbers, and nobody who reads. */
export const smsTwilio = {
  channel: 'sms',
  label: { ar: 'رسائل نصية', en: 'SMS' },
  icon: 'M4 5h16v11H9l-5 4V5Zm4 4h8M8 12h5',
  account: smsAccountKind,
  send: smsSendSchema,
  faults,
  open: (world: World) => {
    const parts = assemble(world, { kind: smsAccountKind, target, prefix: '', mount: '/sms-twilio' });
    return {
      send: async (message) => ({ channel: 'sms', ...(await parts.inbound.send(message)) }) as const,
      phone: { ...twilioPhone(parts) },
      routes: (app) => {
        takeForms(app);
        registerTwilioRest(app, parts);
        registerTwilioMedia(app, parts);
      },
    };
  },
} satisfies Provider<(typeof smsAccountKind)['schema'], typeof smsSendSchema>;
