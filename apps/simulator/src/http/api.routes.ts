import type { FastifyInstance } from 'fastify';
import type { OpenProviders } from '../core/open.providers.js';
import type { World } from '../core/simulator.world.js';
import {
  addressedSchema,
  batchSchema,
  clockSchema,
  ledgerQuery,
  readSchema,
  receivedQuery,
  typingSchema,
} from './api.contract.js';
import { inParallel } from './parallel.runs.js';

/** The interface for tests: send, received, faults, ledger, accounts, the clock. */
export const registerApi = (
  app: FastifyInstance,
  world: World,
  opened: OpenProviders,
  ports: () => object,
): void => {
  app.get('/health', () => ({ status: 'ok', ...ports() }));
  registerSending(app, world, opened);
  registerFaults(app, world, opened);
  registerLedger(app, world);
  app.get('/accounts', () => world.accounts.view());
  app.post('/accounts', (request) => {
    world.accounts.configure(request.body);
    return world.accounts.view();
  });
  app.get('/clock', () => ({ now: world.clock.iso(), offsetMs: world.clock.offset }));
  app.post('/clock', (request) => {
    world.clock.shiftTo(clockSchema.parse(request.body).offsetMs);
    return { now: world.clock.iso(), offsetMs: world.clock.offset };
  });
};

const registerSending = (app: FastifyInstance, world: World, opened: OpenProviders): void => {
  app.post('/send', (request) => opened.prepare(addressedSchema.parse(request.body))());
  app.post('/send/batch', async (request) => {
    const { messages, parallel } = batchSchema.parse(request.body);
    const prepared = messages.map((message) => opened.prepare(message));
    return { sent: await inParallel(prepared, parallel, (send) => send()) };
  });
  app.post('/read', async (request) => {
    const { channel, from, to, sids: ids } = readSchema.parse(request.body);
    return { read: (await opened.phoneOf(channel).read?.({ from, to, ids })) ?? [] };
  });
  app.post('/typing', async (request, reply) => {
    const { channel, from } = typingSchema.parse(request.body);
    await opened.phoneOf(channel).typing?.(from);
    return reply.code(204).send();
  });
  app.get('/received', async (request) => {
    const { count, waitMs, ...filter } = receivedQuery.parse(request.query);
    const messages = await world.received.waitFor(filter, count, waitMs);
    return { messages, lastSeq: messages.at(-1)?.seq ?? filter.after ?? 0 };
  });
};

const registerFaults = (app: FastifyInstance, world: World, opened: OpenProviders): void => {
  app.get('/faults', () => ({ faults: world.faults.list(), kinds: world.faults.kinds() }));
  app.post('/faults', (request, reply) => reply.code(201).send(opened.program(request.body)));
  app.delete('/faults', (_request, reply) => {
    world.faults.clear();
    return reply.code(204).send();
  });
  app.delete<{ Params: { readonly id: string } }>('/faults/:id', (request, reply) => {
    world.faults.clear(request.params.id);
    return reply.code(204).send();
  });
};

const registerLedger = (app: FastifyInstance, world: World): void => {
  app.get('/ledger', (request) => {
    const lines = world.ledger.list(ledgerQuery.parse(request.query));
    return { lines, lastSeq: world.ledger.seq };
  });
  app.delete('/ledger', (_request, reply) => {
    world.ledger.clear();
    world.received.clear();
    return reply.code(204).send();
  });
};
