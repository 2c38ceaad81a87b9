import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AccountKind } from './core/accounts.store.js';
import { takeForms, takeUploads } from './core/body.parsers.js';
import { ChatStore } from './core/chat.store.js';
import { settle, writeDown } from './core/chat.writing.js';
import { linkTo } from './core/media.store.js';
import { Journeys, timingsSchema, undeliverableOffer } from './core/message.journey.js';
import { ProblemError } from './core/problem.error.js';
import type { Provider } from './core/provider.js';
import { digitsOf } from './core/people.roster.js';
import { RestFaults, restFaultOffers, unlistedRestFaults } from './core/rest.faults.js';
import { untilAccepted } from './core/retry.policy.js';
import { contentFields, deliveryFields, hookFields } from './core/send.fields.js';
import type { World } from './core/simulator.world.js';
import { StatusCourier, statusFaultOffers } from './core/status.courier.js';
import { originsFor, signedBy } from './core/webhook.sender.js';

const account = z.strictObject({
  name: z.string(),
  key: z.string(),
  ...hookFields,
  timings: timingsSchema.partial().default({}),
});

const pigeonAccount = {
  key: 'pigeon',
  schema: account,
  identity: ({ name }) => name,
  nameOf: ({ name }) => name,
  secrets: ['key'],
} as const satisfies AccountKind<typeof account>;

const sendSchema = z.strictObject({
  channel: z.literal('pigeon'),
  from: z.string().min(1),
  name: z.string().optional(),
  id: z.string().optional(),
  ...contentFields,
  ...deliveryFields,
});

const title = { ar: 'الحمام', en: 'Pigeons' };

/** A provider that is no more than the port asks for: JSON webhooks signed over the body, and one call that sends. */
export const pigeon = {
  channel: 'pigeon',
  label: { ar: 'حمام زاجل', en: 'Pigeon' },
  icon: 'M4 15c4 0 5-2 6-5s3-5 6-5c2 0 3 1 3.5 2.5L22 9l-2.5 1c0 5-3.5 9-9 9H7l-4-4Zm12-6v.1',
  account: pigeonAccount,
  send: sendSchema,
  faults: [
    {
      target: 'pigeon',
      title,
      offers: [...restFaultOffers, undeliverableOffer],
      unlisted: unlistedRestFaults,
    },
    { target: 'pigeon', title, offers: statusFaultOffers },
  ],
  open: (world: World) => {
    const chats = new ChatStore(world.options.keep);
    let written = 0;
    const call = callOf(world);
    return {
      send: async (message) => {
        const { channel, from, id = `p-${++written}`, signature, ...content } = message;
        const writing = { from, id, at: world.clock.iso() };
        const files = await writeDown(chats, world.media, writing, content);
        const head = { channel, messageId: id, from, to: 'loft' };
        const told = { ...content, media: files.map(linkTo) };
        const send = (origin: string) => call(told, origin, signature);
        const onOutcome = (isTaken: boolean) => settle(chats, writing, isTaken);
        const { webhookUrl, targets } = accountOf(world);
        const origins = message.targets ?? originsFor({ webhookUrl, targets }, webhookUrl);
        const deliveries = await world.events.deliver({ ...message, head, origins, send, onOutcome });
        return { channel, id, deliveries };
      },
      phone: {
        addressOf: digitsOf,
        chats: () => chats.chats(() => null),
        read: async ({ from, ids }) => chats.read(from, ids),
        typing: async (from) =>
          void (await call({ typing: from }, new URL(accountOf(world).webhookUrl).origin)),
      },
      routes: (app) => {
        takeForms(app);
        takeUploads(app);
        app.post('/pigeon/messages', flight(world, chats, call));
      },
    };
  },
} satisfies Provider<typeof account, typeof sendSchema>;

const accountOf = (world: World) => {
  const first = world.accounts.of(pigeonAccount)[0];
  if (!first?.webhookUrl) throw new ProblemError(409, 'no-account', 'No loft is set up');
  return { ...first, webhookUrl: first.webhookUrl };
};

const callOf =
  (world: World) =>
  (content: object, origin: string, mode: 'valid' | 'wrong' | 'missing' = 'valid') => {
    const { webhookUrl: url, key, retryDelaysMs } = accountOf(world);
    const body = JSON.stringify(content);
    const sign = (secret: string) => ({ 'x-loft': createHmac('sha256', secret).update(body).digest('hex') });
    const headers = { 'content-type': 'application/json', ...signedBy(mode, key, sign) };
    return world.webhooks.send({ url, origin, body, headers, policy: untilAccepted(2, retryDelaysMs) });
  };

/** The one call of its REST interface: JSON, a form, or an upload. */
const flight = (world: World, chats: ChatStore, call: ReturnType<typeof callOf>) => {
  const struck = world.faults.at('pigeon');
  const errors = {
    tooMany: (wait: number) => ({ wait }),
    broken: () => ({ broken: true }),
    brokenWith200: () => ({ broken: true }),
  };
  const rest = new RestFaults(struck, world.timers, errors);
  const courier = new StatusCourier(struck, world.ledger, world.timers);
  const journeys = new Journeys(world.timers);
  let flown = 0;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { to, text, file, buttons } = fieldsOf(request.body);
    const id = `out-${++flown}`;
    const fault = rest.take('create', to);
    if (await rest.refuse(fault, reply)) return reply;
    const head = { channel: 'pigeon', messageId: id, from: 'loft', to };
    const stored = file && world.media.add(Buffer.from(await file.arrayBuffer()), file.type, file.name);
    const media = stored ? [linkTo(stored)] : [];
    const tell = (status: string) => {
      const send = () => call({ status }, new URL(accountOf(world).webhookUrl).origin);
      void courier.report({ head, status, send });
    };
    journeys.start({
      to,
      timings: accountOf(world).timings,
      obstacle: async () => (struck.take(['undeliverable'], { to }) ? 7 : null),
      fail: () => tell('failed'),
      advance: tell,
      arrive: () => {
        const at = world.clock.iso();
        chats.add(to, { id, mine: false, text, at, status: 'delivered', media, buttons });
        world.received.add({ ...head, at, id, text, media, details: { wings: 2 } });
      },
    });
    if (await rest.confuse(fault, reply.code(202), { id })) return reply;
    return reply.send({ id });
  };
};

const flightSchema = z.object({
  to: z.string(),
  text: z.string().default(''),
  file: z.instanceof(File).optional(),
  buttons: z.array(z.string()).default([]),
});

const fieldsOf = (body: unknown) => {
  const given: unknown = body instanceof FormData ? Object.fromEntries(body) : body;
  return flightSchema.parse(given);
};
