import type { FastifyInstance } from 'fastify';
import type { World } from '../core/simulator.world.js';
import { peopleRoster } from '../people/people.roster.js';
import type { StoredMedia } from '../twilio/media.store.js';
import type { TwilioMessage } from '../twilio/messages.store.js';
import { isInsideWindow } from '../twilio/window.rule.js';
import { chatsQuery } from './api.contract.js';
import type { Chat, ChatMedia, ChatMessage } from './view.types.js';

/** `GET /people` and `GET /chats`: what the page's phones show. */
export const registerChats = (app: FastifyInstance, world: World): void => {
  app.get('/people', () => ({ people: peopleRoster }));
  app.get('/chats', (request) => {
    const limits = chatsQuery.parse(request.query);
    const byPerson = grouped(world.messages.all());
    const latestFirst = [...byPerson].sort(([, one], [, other]) => lastAt(other) - lastAt(one));
    const shown = latestFirst.filter(([person], index) => index < limits.chats || isOnRoster(person));
    return { chats: shown.map(([person, all]) => chatOf(world, person, all, limits.messages)) };
  });
};

/** People of the roster are always shown, however many others write. */
const isOnRoster = (address: string): boolean => peopleRoster.some(({ phone }) => phone === address);

/** What the phone has: everything it sent, and of the association's messages those that arrived. */
const isOnPhone = (message: TwilioMessage): boolean =>
  message.direction === 'inbound' || message.status === 'delivered' || message.status === 'read';

const grouped = (messages: readonly TwilioMessage[]): ReadonlyMap<string, readonly TwilioMessage[]> => {
  const groups = new Map<string, TwilioMessage[]>();
  for (const message of messages.filter(isOnPhone)) {
    const person = (message.direction === 'inbound' ? message.from : message.to).replace(/^whatsapp:/, '');
    const group = groups.get(person);
    if (group) group.push(message);
    else groups.set(person, [message]);
  }
  return groups;
};

const lastAt = (messages: readonly TwilioMessage[]): number => messages.at(-1)?.createdAt ?? 0;

const chatOf = (world: World, person: string, all: readonly TwilioMessage[], limit: number): Chat => {
  const account = world.accounts.byNumber();
  return {
    address: person,
    name: all.findLast((message) => message.profileName !== null)?.profileName ?? null,
    unread: all.filter((message) => message.status === 'delivered').length,
    windowOpen: account !== undefined && isInsideWindow(world.messages, account, person, world.clock.now()),
    messages: all.slice(-limit).map(chatMessage),
  };
};

const chatMessage = (message: TwilioMessage): ChatMessage => ({
  sid: message.sid,
  mine: message.direction === 'inbound',
  text: message.body,
  at: new Date(message.createdAt).toISOString(),
  status: message.direction === 'inbound' ? message.webhook : message.status,
  media: message.media.map(chatMedia),
});

const chatMedia = (media: StoredMedia): ChatMedia => ({
  url: `/cdn/${media.cdnKey}`,
  contentType: media.contentType,
  fileName: media.fileName,
  size: media.bytes.length,
});
