import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Accounts, AccountsInput } from '../core/accounts.store.js';
import { faultKinds, faultSchema } from '../core/faults.board.js';
import { ProblemError } from '../core/problem.error.js';
import { programFault, type World } from '../core/simulator.world.js';
import {
  batchSchema,
  clockSchema,
  ledgerQuery,
  readSchema,
  receivedQuery,
  sendSchema,
} from './api.contract.js';
import type { MailSent } from '../mail/mail.carrier.js';
import type { WhatsappSent } from '../twilio/inbound.phone.js';
import { inParallel } from './parallel.runs.js';

/** The interface for tests: send, received, faults, ledger, accounts, the clock. */
export const registerApi = (app: FastifyInstance, world: World, ports: () => object): void => {
  app.get('/health', () => ({ status: 'ok', ...ports() }));
  registerSending(app, world);
  registerFaults(app, world);
  registerLedger(app, world);
  app.get('/accounts', () => withoutSecrets(world.accounts.current));
  app.post('/accounts', (request) => withoutSecrets(world.accounts.configure(request.body as AccountsInput)));
  app.get('/clock', () => ({ now: world.clock.iso(), offsetMs: world.clock.offset }));
  app.post('/clock', (request) => {
    world.clock.shiftTo(clockSchema.parse(request.body).offsetMs);
    return { now: world.clock.iso(), offsetMs: world.clock.offset };
  });
};

const registerSending = (app: FastifyInstance, world: World): void => {
  app.post('/send', (request) => sendOne(world, sendSchema.parse(request.body)));
  app.post('/send/batch', async (request) => {
    const { messages, parallel } = batchSchema.parse(request.body);
    return { sent: await inParallel(messages, parallel, (message) => sendOne(world, message)) };
  });
  app.post('/read', async (request) => {
    const { from, to, sids } = readSchema.parse(request.body);
    const account = world.accounts.byNumber(to);
    if (!account)
      throw new ProblemError(409, 'no-account', 'No Twilio account is configured for this number');
    return { read: await world.network.read(account, `whatsapp:${from.replace(/^whatsapp:/, '')}`, sids) };
  });
  app.get('/received', async (request) => {
    const { count, waitMs, ...filter } = receivedQuery.parse(request.query);
    const messages = await world.received.waitFor(filter, count, waitMs);
    return { messages, lastSeq: messages.at(-1)?.seq ?? filter.after ?? 0 };
  });
};

const sendOne = (world: World, message: z.output<typeof sendSchema>): Promise<WhatsappSent | MailSent> =>
  message.channel === 'whatsapp' ? world.phone.send(message) : world.carrier.send(message);

const registerFaults = (app: FastifyInstance, world: World): void => {
  app.get('/faults', () => ({ faults: world.faults.list(), kinds: faultKinds }));
  app.post('/faults', (request, reply) =>
    reply.code(201).send(programFault(world, faultSchema.parse(request.body))),
  );
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

/** Tokens and passwords are for the providers' doors only: they are never read back. */
const withoutSecrets = (accounts: Accounts) => ({
  ...accounts,
  twilio: accounts.twilio.map(({ authToken: _token, ...rest }) => rest),
  mailboxes: accounts.mailboxes.map(({ password: _password, ...rest }) => rest),
});
