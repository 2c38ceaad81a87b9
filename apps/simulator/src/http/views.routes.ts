import type { FastifyInstance } from 'fastify';
import type { OpenProviders } from '../core/open.providers.js';
import type { Person } from '../core/people.roster.js';
import type { World } from '../core/simulator.world.js';
import { chatsQuery } from './api.contract.js';
import type { ChatView, PersonView, ProviderView } from './view.types.js';

type Limits = { readonly chats: number; readonly messages: number };

/** What the page draws itself from: the providers, the people, what their phones hold. */
export const registerViews = (app: FastifyInstance, world: World, opened: OpenProviders): void => {
  app.get('/providers', () => ({ providers: providerViews(world, opened) }));
  app.get('/people', () => ({ people: world.people.all().map((each) => personView(opened, each)) }));
  app.post('/people', (_request, reply) => reply.code(201).send(personView(opened, world.people.add())));
  app.get('/chats', (request) => ({ chats: chatViews(world, opened, chatsQuery.parse(request.query)) }));
};

const providerViews = (world: World, opened: OpenProviders): readonly ProviderView[] =>
  opened.all().map(({ provider, service: { phone, telephone } }) => ({
    channel: provider.channel,
    label: provider.label,
    icon: provider.icon,
    accounts: world.accounts.of(provider.account).map((each) => provider.account.nameOf(each)),
    faults: provider.faults.map(({ target, title, offers }) => ({ target, title, offers })),
    phone: phone
      ? {
          sends: Object.keys(provider.send?.shape ?? {}),
          reads: phone.read !== undefined,
          types: phone.typing !== undefined,
        }
      : null,
    telephone: telephone?.path ?? null,
  }));

const personView = (opened: OpenProviders, person: Person): PersonView => ({
  ...person,
  addresses: Object.fromEntries(
    opened.all().flatMap(({ provider, service: { phone, telephone } }) => {
      const known = phone ?? telephone;
      return known ? [[provider.channel, known.addressOf(person)]] : [];
    }),
  ),
});

/** The latest first. People of the roster are always shown, however many others write. */
const chatViews = (world: World, opened: OpenProviders, limits: Limits): readonly ChatView[] =>
  opened.all().flatMap(({ provider: { channel }, service: { phone } }) => {
    if (!phone) return [];
    const known = new Set(world.people.all().map((person) => phone.addressOf(person)));
    return [...phone.chats()]
      .sort((one, other) => lastAt(other).localeCompare(lastAt(one)))
      .filter(({ address }, index) => index < limits.chats || known.has(address))
      .map((chat) => ({ ...chat, channel, messages: chat.messages.slice(-limits.messages) }));
  });

const lastAt = ({ messages }: Pick<ChatView, 'messages'>): string => messages.at(-1)?.at ?? '';
