import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LedgerStore } from '../../core/ledger.store.js';
import type { RestFaults } from '../../core/rest.faults.js';
import { credentialsOf } from '../basic.credentials.js';
import { errorResource } from '../message.resource.js';
import type { ListQuery } from '../rest.page.js';
import type { VoiceAccount, VoiceAccounts } from './voice.account.js';

/** Under which path Twilio's own begin. */
export const restMount = '/twilio/voice';
export const accountPath = `${restMount}/2010-04-01/Accounts/:accountSid`;

/** A request to the REST interface, its caller known. */
export type RestCall = {
  readonly account: VoiceAccount;
  readonly params: Readonly<Record<string, string>>;
  readonly fields: RestFields;
  readonly query: ListQuery;
};

/** What is answered: JSON, or nothing. */
export type RestAnswer = { readonly status: number; readonly body?: object };

/** Form fields by name. */
export class RestFields {
  constructor(private readonly fields: Readonly<Record<string, string | readonly string[] | undefined>>) {}

  /** Undefined where it was not given. */
  one(name: string): string | undefined {
    return this.many(name)[0];
  }

  many(name: string): readonly string[] {
    const value = this.fields[name];
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  }

  flag(name: string): boolean | undefined {
    const value = this.one(name);
    return value === undefined ? undefined : value.toLowerCase() === 'true';
  }
}

/** A refusal in Twilio's words. */
export class RestRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
  ) {
    super(String(code));
  }
}

/** What was asked for; refuses where there is none. */
export const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new RestRefusal(404, 20404);
  return value;
};

export type RestParts = {
  readonly accounts: VoiceAccounts;
  readonly ledger: LedgerStore;
  readonly restFaults: RestFaults;
};

type Route = (
  request: FastifyRequest<{ Params: Readonly<Record<string, string>> }>,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** A route of the REST interface: knows the caller, notes the request, meets faults. `create` is what can be accepted and spoilt. */
export const restRoute =
  (
    parts: RestParts,
    operation: 'create' | 'update' | 'list' | 'fetch' | 'delete',
    answer: (call: RestCall) => RestAnswer,
  ): Route =>
  async (request, reply) => {
    const account = authenticated(parts.accounts, request);
    if (!account) return reply.code(401).send(errorResource(401, 20003));
    const fields = new RestFields((request.body ?? {}) as never);
    const fault = parts.restFaults.take(operation, fields.one('To'));
    note(parts.ledger, request, fields, fault?.kind ?? 'served');
    if (await parts.restFaults.refuse(fault, reply)) return reply;
    const call = { account, fields, params: request.params, query: request.query as ListQuery };
    const { status, body } = answered(answer, call);
    if (body === undefined) return reply.code(status).send();
    if (status < 400 && (await parts.restFaults.confuse(fault, reply.code(status), body))) return reply;
    return reply.code(status).send(body);
  };

export const authenticated = (
  accounts: VoiceAccounts,
  request: FastifyRequest<{ Params: Readonly<Record<string, string>> }>,
): VoiceAccount | undefined => {
  const { user, password } = credentialsOf(request.headers.authorization);
  return accounts.authenticated(request.params['accountSid'] ?? '', user, password);
};

const answered = (answer: (call: RestCall) => RestAnswer, call: RestCall): RestAnswer => {
  try {
    return answer(call);
  } catch (error) {
    if (!(error instanceof RestRefusal)) throw error;
    return { status: error.status, body: errorResource(error.status, error.code) };
  }
};

/** Orders are written down; who only looks is not. */
const note = (
  ledger: LedgerStore,
  request: FastifyRequest<{ Params: Readonly<Record<string, string>> }>,
  fields: RestFields,
  outcome: string,
): void => {
  if (request.method === 'GET') return;
  ledger.write({
    channel: 'voice',
    kind: 'request',
    direction: 'outbound',
    messageId: request.params['callSid'] ?? '',
    from: fields.one('From') ?? '',
    to: fields.one('To') ?? '',
    text: `${request.method} ${request.url.split('/').slice(6).join('/').split('?')[0] ?? ''}`,
    outcome,
  });
};
