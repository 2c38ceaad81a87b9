import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeUploads } from '../core/body.parsers.js';
import type { ChatStore } from '../core/chat.store.js';
import type { TargetFaults } from '../core/faults.board.js';
import { sendBytes } from '../core/media.answer.js';
import type { StoredMedia } from '../core/media.store.js';
import { RestFaults } from '../core/rest.faults.js';
import type { World } from '../core/simulator.world.js';
import type { MetaAccount } from './account.kind.js';
import type { Flavour, Outgoing } from './flavour.js';
import { graphError, refusalOf } from './graph.errors.js';
import { registerListing } from './graph.listing.js';
import type { MetaAccounts } from './meta.accounts.js';
import type { OutboundNetwork } from './outbound.network.js';

type Parts = {
  readonly world: World;
  readonly flavour: Flavour;
  readonly accounts: MetaAccounts;
  readonly chats: ChatStore;
  readonly struck: TargetFaults;
  readonly network: OutboundNetwork;
};

type Named = { Params: { id: string } };

/** Addresses of files are good for five minutes. */
const FILE_MS = 5 * 60_000;

/** The Graph API of one product, below a path of its own. */
export const registerGraph = (app: FastifyInstance, parts: Parts): void => {
  const base = pathOf(parts.flavour);
  const sending = sendingRoute(parts);
  takeUploads(app);
  app.post<Named>(`${base}/:version/:id/messages`, async (request, reply) => {
    const account = opened(parts, request);
    return account ? sending(account, request, reply) : reply.code(401).send(graphError(190));
  });
  app.post<Named>(`${base}/:version/:id/media`, async (request, reply) => {
    const file = opened(parts, request) && request.body instanceof FormData ? request.body.get('file') : null;
    if (!(file instanceof File)) return reply.code(400).send(graphError(100));
    const bytes = Buffer.from(await file.arrayBuffer());
    return { id: parts.world.media.add(bytes, file.type, file.name).id };
  });
  registerListing(app, base, parts);
  app.get<Named>(`${base}/:version/:id`, (request, reply) => reading(parts, request, reply));
  app.get<Named & { Querystring: { until?: string } }>(`${base}/files/:id`, (request, reply) => {
    const media = parts.world.media.get(request.params.id);
    const isFresh = parts.world.clock.now() < Number(request.query.until ?? 0);
    const isOpen = parts.accounts.openedBy(request.headers.authorization) !== undefined;
    return media && isFresh && isOpen ? sendBytes(reply, media) : reply.code(404).send(graphError(100));
  });
};

/** The path under which a product's API is reached: what Sila is given as its address. */
export const pathOf = ({ channel }: Pick<Flavour, 'channel'>): string => `/graph/${channel}`;

const opened = ({ accounts }: Parts, request: FastifyRequest<Named>): MetaAccount | undefined => {
  const account = accounts.openedBy(request.headers.authorization);
  return account?.id === request.params.id ? account : undefined;
};

/** A file by its id, or the account itself. */
const reading = (
  { accounts, world, flavour }: Parts,
  request: FastifyRequest<Named>,
  reply: FastifyReply,
): object => {
  const account = accounts.openedBy(request.headers.authorization);
  if (!account) return reply.code(401).send(graphError(190));
  if (account.id === request.params.id) return { id: account.id, name: account.name };
  const media = world.media.get(request.params.id);
  if (!media) return reply.code(400).send(graphError(100));
  const until = world.clock.now() + FILE_MS;
  const url = `${world.baseUrl()}${pathOf(flavour)}/files/${media.id}?until=${until}`;
  return {
    id: media.id,
    url,
    mime_type: media.contentType,
    sha256: media.sha256,
    file_size: media.bytes.length,
  };
};

/** The call that sends: refused, taken, or taken and then spoilt. */
const sendingRoute = (parts: Parts) => {
  const { world, flavour, struck, network } = parts;
  const rest = new RestFaults(struck, world.timers, {
    tooMany: () => graphError(130429),
    broken: () => graphError(2),
    brokenWith200: () => graphError(1),
  });
  return async (account: MetaAccount, request: FastifyRequest, reply: FastifyReply) => {
    const outgoing = read(flavour, request.body);
    const to = outgoing?.to ?? '';
    const fault = rest.take('create', to);
    if (await rest.refuse(fault, reply)) return note(parts, account, to, 'refused', reply);
    const refusal = outgoing ? refusalOf(parts, account, outgoing) : graphError(100);
    const media = outgoing ? await filesOf(world, outgoing) : null;
    if (!outgoing || refusal || !media) {
      note(parts, account, to, 'refused', reply);
      return reply.code(400).send(refusal ?? graphError(100, 2018047));
    }
    const sending = { ...outgoing, id: flavour.newId(), account };
    note(parts, account, to, 'accepted', reply);
    network.carry(sending, media);
    const answer = flavour.answer(sending);
    return (await rest.confuse(fault, reply.code(200), answer)) ? reply : answer;
  };
};

const read = (flavour: Flavour, body: unknown): Outgoing | null => {
  try {
    return flavour.outgoing(body);
  } catch {
    return null;
  }
};

/** The uploaded and the linked files; null when one of them is not there. */
const filesOf = async (world: World, { uploads, links }: Outgoing): Promise<StoredMedia[] | null> => {
  try {
    const linked = await Promise.all(links.map((url) => world.media.take({ url })));
    const uploaded = uploads.map((id) => world.media.get(id)).filter((each) => each !== undefined);
    return uploaded.length === uploads.length ? [...uploaded, ...linked] : null;
  } catch {
    return null;
  }
};

const note = (
  parts: Parts,
  { name }: MetaAccount,
  to: string,
  outcome: string,
  reply: FastifyReply,
): FastifyReply => {
  const { channel } = parts.flavour;
  parts.world.ledger.write({
    channel,
    kind: 'request',
    direction: 'outbound',
    messageId: '',
    from: name,
    to,
    outcome,
  });
  return reply;
};
