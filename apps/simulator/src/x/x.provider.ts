import { ChatStore } from '../core/chat.store.js';
import { digitsOf } from '../core/people.roster.js';
import type { Provider } from '../core/provider.js';
import { restFaultOffers, unlistedRestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { xAccountKind } from './x.account.js';
import { XApi } from './x.api.js';
import { XPhone, xSendSchema } from './x.phone.js';
import { XWebhooks } from './x.webhooks.js';

/** X: signed webhooks, and an interface that sends direct messages. */
export const x = {
  channel: 'x',
  label: { ar: 'إكس', en: 'X' },
  icon: 'M4 4l16 16M20 4 4 20',
  account: xAccountKind,
  send: xSendSchema,
  faults: [
    {
      target: 'x',
      title: { ar: 'إكس: الإرسال', en: 'X: sending' },
      offers: [
        ...restFaultOffers,
        {
          kind: 'closed-messages',
          ar: 'لا يقبل الشخص رسائل خاصة',
          en: 'The person takes no direct messages',
        },
      ],
      unlisted: unlistedRestFaults,
    },
  ],
  open: (world: World) => {
    const chats = new ChatStore(world.options.keep);
    const phone = new XPhone(world, chats);
    const api = new XApi(world, chats, phone);
    return {
      send: (message) => phone.send(message),
      phone: { addressOf: digitsOf, chats: () => chats.chats(() => null) },
      routes: (app) => {
        api.register(app);
        new XWebhooks(world, phone).register(app);
      },
    };
  },
} satisfies Provider<(typeof xAccountKind)['schema'], typeof xSendSchema>;
