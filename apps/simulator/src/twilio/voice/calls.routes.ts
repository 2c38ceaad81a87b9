import type { FastifyInstance } from 'fastify';
import { pageOf, periodOf, type ListQuery } from '../rest.page.js';
import { callEvents, type CallReports } from './call.types.js';
import type { CallRunner } from './call.runner.js';
import type { CallsStore } from './calls.store.js';
import { isDialable, targetOf } from './dial.target.js';
import type { OutboundDialer } from './outbound.dialer.js';
import {
  accountPath,
  found,
  type RestCall,
  type RestFields,
  type RestParts,
  RestRefusal,
  restRoute,
} from './rest.scope.js';
import { type Source, TwimlError } from './twiml.document.js';
import { readTwiml } from './twiml.reader.js';
import type { VoiceAccount, VoiceAccounts } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';
import { callResource } from './voice.resources.js';

export type CallsParts = RestParts & {
  readonly calls: CallsStore;
  readonly dialer: OutboundDialer;
  readonly runner: CallRunner;
};

/** Twilio's REST interface for calls. */
export const registerCalls = (app: FastifyInstance, parts: CallsParts): void => {
  const path = `${accountPath}/Calls`;
  app.post(
    `${path}.json`,
    restRoute(parts, 'create', (call) => ({ status: 201, body: callResource(create(parts, call)) })),
  );
  app.get(
    `${path}.json`,
    restRoute(parts, 'list', (call) => ({ status: 200, body: listed(parts, call) })),
  );
  app.get(
    `${path}/:callSid.json`,
    restRoute(parts, 'fetch', (call) => ({ status: 200, body: callResource(callOf(parts, call)) })),
  );
  app.post(
    `${path}/:callSid.json`,
    restRoute(parts, 'update', (call) => ({ status: 200, body: callResource(update(parts, call)) })),
  );
};

/** The call that the path names, when it belongs to the account that asks. */
export const callOf = ({ calls }: Pick<CallsParts, 'calls'>, { account, params }: RestCall): VoiceCall => {
  const call = calls.get(params['callSid'] ?? '');
  return found(call?.facts.accountSid === account.accountSid ? call : undefined);
};

/** Opens a call to where `To` says. Refuses a number that is none, or not the association's own as the caller. */
export const openCall = (parts: CallsParts, { account, fields }: RestCall): VoiceCall => {
  const [to, from] = [fields.one('To') ?? '', fields.one('From') ?? ''];
  if (!isDialable(to)) throw new RestRefusal(400, 21211);
  if (!isOwn(parts.accounts, account, from)) throw new RestRefusal(400, 21210);
  return parts.calls.open({
    ...targetOf(to),
    accountSid: account.accountSid,
    from,
    direction: 'outbound-api',
    parentSid: null,
    reports: reportsOf(fields),
  });
};

/** Rings; what follows depends on whether somebody answered. */
export const ringThen = async (
  { dialer, runner }: Pick<CallsParts, 'dialer' | 'runner'>,
  call: VoiceCall,
  { account, fields }: RestCall,
  then: { readonly source: Source; onRefused?(): void },
): Promise<void> => {
  const outcome = await dialer.ring(call, account, Number(fields.one('Timeout') ?? 60));
  if (outcome === 'answered') return runner.run(call, account, then.source);
  then.onRefused?.();
  return runner.finish(call);
};

const create = (parts: CallsParts, rest: RestCall): VoiceCall => {
  const source = sourceOf(rest);
  if (!source) throw new RestRefusal(400, 21205);
  const call = openCall(parts, rest);
  void ringThen(parts, call, rest, { source });
  return call;
};

const update = (parts: CallsParts, rest: RestCall): VoiceCall => {
  const call = callOf(parts, rest);
  const status = rest.fields.one('Status');
  const source = sourceOf(rest);
  if (call.isOver) throw new RestRefusal(400, 21220);
  if (status === 'completed' || status === 'canceled') call.hangUp();
  else if (status !== undefined) throw new RestRefusal(400, 20001);
  else if (source && call.status === 'in-progress') call.redirect(source);
  else if (source) throw new RestRefusal(400, 21220);
  return call;
};

/** The association's own number, or one of its softphones. */
const isOwn = (accounts: VoiceAccounts, account: VoiceAccount, from: string): boolean =>
  from.startsWith('client:') || accounts.byNumber(from)?.accountSid === account.accountSid;

/** What a call is to do: TwiML in the request, at an address, or at an application's. */
const sourceOf = ({ account, fields }: RestCall): Source | undefined => {
  const twiml = fields.one('Twiml');
  if (twiml !== undefined) return { verbs: twimlOf(twiml) };
  const url = fields.one('Url') ?? account.applications[fields.one('ApplicationSid') ?? ''];
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) throw new RestRefusal(400, 21205);
  return { url };
};

const twimlOf = (xml: string) => {
  try {
    return readTwiml(xml, false);
  } catch (error) {
    throw error instanceof TwimlError ? new RestRefusal(400, error.code) : error;
  }
};

const reportsOf = (fields: RestFields): CallReports | null => {
  const url = fields.one('StatusCallback');
  const wanted = fields.many('StatusCallbackEvent').flatMap((each) => each.split(' '));
  const events = wanted.length === 0 ? (['completed'] as const) : wanted;
  return url === undefined
    ? null
    : { url, events: callEvents.filter((each) => events.some((one) => one === each)) };
};

const listed = ({ calls }: CallsParts, { account, query }: RestCall) =>
  pageOf({
    key: 'calls',
    path: `/2010-04-01/Accounts/${account.accountSid}/Calls.json`,
    query,
    found: calls
      .all()
      .filter(({ facts }) => facts.accountSid === account.accountSid)
      .filter((call) => fits(call, query))
      .toReversed(),
    view: callResource,
  });

const fits = (call: VoiceCall, query: ListQuery): boolean => {
  const { facts, status } = call;
  const { from, before } = periodOf(query, 'StartTime');
  const isSame = (name: string, value: string | null) => query[name] === undefined || query[name] === value;
  return (
    isSame('To', facts.to) &&
    isSame('From', facts.from) &&
    isSame('Status', status) &&
    isSame('ParentCallSid', facts.parentSid) &&
    (from === undefined || facts.createdAt >= from) &&
    (before === undefined || facts.createdAt < before)
  );
};
