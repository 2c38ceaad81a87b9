import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { ChatStore } from '../core/chat.store.js';
import type { FaultGroup } from '../core/faults.board.js';
import { undeliverableOffer } from '../core/message.journey.js';
import type { Person } from '../core/people.roster.js';
import type { Provider, Reading, Sent } from '../core/provider.js';
import { restFaultOffers, unlistedRestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import { statusFaultOffers } from '../core/status.courier.js';
import { metaAccountKind, type MetaAccountKind } from './account.kind.js';
import type { Flavour } from './flavour.js';
import { registerGraph } from './graph.routes.js';
import { instagramFlavour, messengerFlavour } from './messaging.flavours.js';
import { MetaAccounts } from './meta.accounts.js';
import { OutboundNetwork } from './outbound.network.js';
import { PersonActs } from './person.acts.js';
import { isInsideWindow } from './reply.window.js';
import { metaSend, type MetaSend } from './send.schema.js';
import { shakeHands } from './webhook.calls.js';
import { whatsappFlavour } from './whatsapp.flavour.js';

const faultsOf = ({ channel, label }: Flavour): FaultGroup[] => [
  {
    target: channel,
    title: { ar: `${label.ar}: الإرسال`, en: `${label.en}: sending` },
    offers: [
      ...restFaultOffers,
      undeliverableOffer,
      { kind: 'pair-rate', ar: 'رسائل كثيرة إلى شخص واحد (131056)', en: 'Too many to one person (131056)' },
      { kind: 'window-closed', ar: 'انتهت مهلة الرد', en: 'The window is closed' },
    ],
    unlisted: unlistedRestFaults,
  },
  {
    target: channel,
    title: { ar: `${label.ar}: إشعارات الحالة`, en: `${label.en}: reports` },
    offers: statusFaultOffers,
  },
];

const assemble = (world: World, flavour: Flavour, kind: MetaAccountKind) => {
  const struck = world.faults.at(flavour.channel);
  const chats = new ChatStore(world.options.keep);
  const accounts = new MetaAccounts(world, kind);
  accounts.listen((each) => void shakeHands(world, flavour.channel, each));
  const parts = { world, flavour, accounts, chats, struck };
  return { ...parts, network: new OutboundNetwork(parts), acts: new PersonActs(parts) };
};

/** One of Meta's products at work. */
const metaProvider = <
  Channel extends string,
  Key extends string,
  Send extends z.ZodObject & z.ZodType<MetaSend>,
>(
  flavour: Flavour<Channel, Key>,
  send: Send,
) => {
  const { channel, label, icon } = flavour;
  const account = metaAccountKind(flavour.key);
  const open = (world: World) => {
    const { acts, network, chats, ...parts } = assemble(world, flavour, account);
    const isOpen = (person: string) => {
      const [first] = world.accounts.of(account);
      return first !== undefined && isInsideWindow(chats, first, person, world.clock.now());
    };
    return {
      send: async (message: z.output<Send>): Promise<Sent & { readonly channel: Channel }> => ({
        ...(await acts.send(message)),
        channel,
      }),
      routes: (app: FastifyInstance) => registerGraph(app, { ...parts, chats, network }),
      phone: {
        addressOf: (person: Person) => flavour.addressOf(person),
        chats: () => chats.chats(isOpen),
        read: async ({ from, ids }: Reading) => network.read(from, ids),
      },
    };
  };
  return { channel, label, icon, account, send, faults: faultsOf(flavour), open };
};

const messaging = { contact: true, hidden: true } as const;

/** WhatsApp's Cloud API. */
export const whatsappCloud = metaProvider(
  whatsappFlavour,
  metaSend('whatsapp-cloud').omit({ story: true }),
) satisfies Provider;
/** A Facebook page's messages. */
export const messenger = metaProvider(
  messengerFlavour,
  metaSend('messenger').omit({ ...messaging, story: true }),
) satisfies Provider;
/** An Instagram account's messages. */
export const instagram = metaProvider(
  instagramFlavour,
  metaSend('instagram').omit({ ...messaging, location: true }),
) satisfies Provider;
