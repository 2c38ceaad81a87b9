import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ChatMessage, Chat } from '../core/chat.types.js';
import type { ChatStore } from '../core/chat.store.js';
import type { MediaLink } from '../core/media.link.js';
import { RestFaults } from '../core/rest.faults.js';
import type { TargetFaults } from '../core/faults.board.js';
import type { World } from '../core/simulator.world.js';
import type { MetaAccount } from './account.kind.js';
import type { Flavour } from './flavour.js';
import { graphError } from './graph.errors.js';
import type { MetaAccounts } from './meta.accounts.js';

type Parts = {
  readonly world: World;
  readonly flavour: Flavour;
  readonly accounts: MetaAccounts;
  readonly chats: ChatStore;
  readonly struck: TargetFaults;
};
type ListQuery = { readonly limit?: string; readonly after?: string; readonly fields?: string };
type Listing = FastifyRequest<{ Params: { id: string }; Querystring: ListQuery }>;

/** How long tokens of this Meta hold. */
const TOKEN_MS = 60 * 86_400_000;

/**
 * What Graph lists of a page's talks, newest first, and what it says of token and subscription. Cursors are positions; a talk is
 * named `t_` and its person.
 */
export const registerListing = (app: FastifyInstance, base: string, parts: Parts): void => {
  const rest = new RestFaults(parts.struck, parts.world.timers, {
    tooMany: () => graphError(613),
    broken: () => graphError(2),
    brokenWith200: () => graphError(1),
  });
  const answering =
    (list: (account: MetaAccount, request: Listing) => object) =>
    async (request: Listing, reply: FastifyReply): Promise<object> => {
      const account = parts.accounts.openedBy(request.headers.authorization);
      if (!account) return reply.code(401).send(graphError(190));
      if (await rest.refuse(rest.take('list'), reply)) return reply;
      return list(account, request);
    };
  app.get(
    `${base}/:version/debug_token`,
    answering(() => tokenOf(parts.world)),
  );
  app.get(`${base}/:version/:id/subscribed_apps`, answering(subscribedTo));
  app.get(
    `${base}/:version/:id/conversations`,
    answering((account, { query }) => talks(parts, account, query)),
  );
  app.get(
    `${base}/:version/:id/messages`,
    answering((account, { params, query }) => {
      const chat = chatsOf(parts).find(({ address }) => `t_${address}` === params.id);
      return chat ? messagesOf(parts, account, chat, query) : { data: [] };
    }),
  );
};

const tokenOf = ({ clock }: World): object => ({
  data: { type: 'PAGE', is_valid: true, expires_at: Math.floor((clock.now() + TOKEN_MS) / 1_000) },
});

const subscribedTo = ({ webhookUrl }: MetaAccount): object => ({
  data: webhookUrl === undefined ? [] : [{ id: '517018425673821', subscribed_fields: ['messages'] }],
});

const chatsOf = ({ chats }: Parts): Chat[] =>
  chats
    .chats(() => null)
    .filter(({ messages }) => messages.length > 0)
    .toSorted((a, b) => lastAt(b).localeCompare(lastAt(a)));

const lastAt = ({ messages }: Chat): string => messages.at(-1)?.at ?? '';

const talks = (parts: Parts, account: MetaAccount, query: ListQuery): object => {
  const inner = { limit: /messages\.limit\((\d+)\)/.exec(query.fields ?? '')?.[1] ?? '25' };
  return page(chatsOf(parts), query, (chat) => ({
    id: `t_${chat.address}`,
    updated_time: graphTime(lastAt(chat)),
    messages: messagesOf(parts, account, chat, inner),
  }));
};

const messagesOf = (parts: Parts, account: MetaAccount, chat: Chat, query: ListQuery): object => {
  const kept = chat.messages.filter(({ deleted }) => deleted !== true).toReversed();
  return page(kept, query, (message) => messageOf(parts, account, chat, message));
};

const messageOf = ({ world }: Parts, account: MetaAccount, chat: Chat, message: ChatMessage): object => {
  const [us, person] = [
    { id: account.id, name: account.name },
    { id: chat.address, name: chat.name },
  ];
  const [from, to] = message.mine ? [person, us] : [us, person];
  const files = message.media.map((file) => fileOf(file, world.baseUrl()));
  return {
    id: message.id,
    created_time: graphTime(message.at),
    from,
    to: { data: [to] },
    message: message.text,
    ...(files.length > 0 ? { attachments: { data: files } } : {}),
  };
};

const fileOf = ({ contentType, url, size, fileName }: MediaLink, baseUrl: string): object => {
  const address = `${baseUrl}${url}`;
  const told = { mime_type: contentType, size, name: fileName };
  if (contentType.startsWith('image/')) return { ...told, image_data: { url: address } };
  return contentType.startsWith('video/')
    ? { ...told, video_data: { url: address } }
    : { ...told, file_url: address };
};

const page = <Item>(all: readonly Item[], query: ListQuery, view: (item: Item) => object): object => {
  const start = Number(query.after ?? 0);
  const end = start + Number(query.limit ?? 25);
  const more = end < all.length ? { next: 'https://graph.example/next' } : {};
  return { data: all.slice(start, end).map(view), paging: { cursors: { after: String(end) }, ...more } };
};

/** `2026-11-22T06:15:03+0000`. */
const graphTime = (iso: string): string => `${iso.slice(0, 19)}+0000`;
