import { takeUploads } from '../core/body.parsers.js';
import { ChatStore } from '../core/chat.store.js';
import type { FaultGroup } from '../core/faults.board.js';
import { Journeys } from '../core/message.journey.js';
import { digitsOf } from '../core/people.roster.js';
import type { Provider } from '../core/provider.js';
import { RestFaults, restFaultOffers, unlistedRestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { botKind } from './account.kind.js';
import { telegramErrors } from './api.answer.js';
import { registerBotApi } from './api.routes.js';
import { Bots } from './bots.js';
import { PersonActions } from './person.actions.js';
import { telegramSendSchema } from './send.contract.js';
import { UpdateCourier, updateFaults } from './update.courier.js';

const sendingFaults: FaultGroup = {
  target: 'telegram',
  title: { ar: 'تيليجرام: الإرسال', en: 'Telegram: sending' },
  offers: [
    ...restFaultOffers,
    { kind: 'blocked', ar: 'حظر المستفيد البوت (403)', en: 'The person blocked the bot (403)' },
  ],
  unlisted: unlistedRestFaults,
};

/** Telegram's Bot API, its updates, and the app on the phones. It reports neither delivery nor reading to bots. */
export const telegram = {
  channel: 'telegram',
  label: { ar: 'تيليجرام', en: 'Telegram' },
  icon: 'M21 4 3 11l6 2.2M21 4l-3 16-9-6.8M21 4 9 13.2V20l3.4-4.2',
  account: botKind,
  send: telegramSendSchema,
  faults: [sendingFaults, updateFaults],
  open: (world: World) => {
    const struck = world.faults.at('telegram');
    const chats = new ChatStore(world.options.keep);
    const bots = new Bots(world.accounts);
    const courier = new UpdateCourier(world, struck, () => world.clock.now());
    const actions = new PersonActions({ ...world, bots, chats, courier });
    const restFaults = new RestFaults(struck, world.timers, telegramErrors);
    const journeys = new Journeys(world.timers);
    return {
      send: (message) => actions.send(message),
      phone: {
        addressOf: digitsOf,
        chats: () => chats.chats(() => null),
        read: async ({ from, ids }) => chats.read(from, ids),
      },
      routes: (app) => {
        takeUploads(app);
        registerBotApi(app, { ...world, bots, chats, courier, faults: struck, journeys, restFaults });
      },
    };
  },
} satisfies Provider<(typeof botKind)['schema'], typeof telegramSendSchema>;
