import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TargetFaults } from '../core/faults.board.js';
import type { LedgerStore } from '../core/ledger.store.js';
import type { RestFaults } from '../core/rest.faults.js';
import type { SimulatedClock } from '../core/simulated.clock.js';
import type { TwilioAccount, TwilioAccounts } from './account.kind.js';
import { credentialsOf } from './basic.credentials.js';
import { type CreateFields, type CreateRequest, readCreate, refusalOf } from './create.rules.js';
import { accountResource, errorResource, messageResource } from './message.resource.js';
import { listPage } from './message.listing.js';
import { headOf, type MessagesStore, type TwilioMessage } from './messages.store.js';
import type { OutboundNetwork } from './outbound.network.js';
import type { ListQuery } from './rest.page.js';
import { newSid } from './sid.js';
import type { StatusCallbacks } from './status.callbacks.js';

export type TwilioRestParts = {
  readonly accounts: TwilioAccounts;
  readonly clock: SimulatedClock;
  readonly ledger: LedgerStore;
  readonly messages: MessagesStore;
  readonly network: OutboundNetwork;
  readonly callbacks: StatusCallbacks;
  readonly faults: TargetFaults;
  readonly restFaults: RestFaults;
  /** Under which path the interface is reached, before Twilio's own. */
  readonly mount: string;
  /** How addresses of this channel begin. */
  readonly prefix: string;
};

type AccountParams = { readonly accountSid: string };
type MessageParams = AccountParams & { readonly messageSid: string };

/** Twilio's REST interface for messages, as the `twilio` library calls it. */
export const registerTwilioRest = (app: FastifyInstance, parts: TwilioRestParts): void => {
  const path = `${parts.mount}/2010-04-01/Accounts/:accountSid/Messages`;
  app.get<{ Params: AccountParams }>(
    `${parts.mount}/2010-04-01/Accounts/:accountSid.json`,
    async (request, reply) => {
      const account = accountOf(parts.accounts, request);
      return account ? accountResource(account.accountSid, parts.clock.now()) : refuse(reply, 401, 20003);
    },
  );
  app.post<{ Params: AccountParams; Body: CreateFields }>(`${path}.json`, (request, reply) =>
    create(parts, request, reply),
  );
  app.get<{ Params: AccountParams; Querystring: ListQuery }>(`${path}.json`, async (request, reply) => {
    const account = accountOf(parts.accounts, request);
    if (!account) return refuse(reply, 401, 20003);
    if (await parts.restFaults.refuse(parts.restFaults.take('list'), reply)) return reply;
    return listPage(parts.messages, account.accountSid, request.query);
  });
  app.get<{ Params: MessageParams }>(`${path}/:messageSid.json`, async (request, reply) => {
    const found = messageOf(parts, request);
    if (found === 'unauthorised') return refuse(reply, 401, 20003);
    if (await parts.restFaults.refuse(parts.restFaults.take('fetch'), reply)) return reply;
    return found ? messageResource(found) : refuse(reply, 404, 20404);
  });
};

/** The account that the request's Basic credentials open, or undefined. */
export const accountOf = (
  accounts: TwilioAccounts,
  request: FastifyRequest<{ Params: AccountParams }>,
): TwilioAccount | undefined => {
  const { user, password } = credentialsOf(request.headers.authorization);
  return accounts.authenticated(request.params.accountSid, user, password);
};

/** The message named by the path, when it belongs to the account that asks. */
export const messageOf = (
  parts: Pick<TwilioRestParts, 'accounts' | 'messages'>,
  request: FastifyRequest<{ Params: MessageParams }>,
): TwilioMessage | undefined | 'unauthorised' => {
  const account = accountOf(parts.accounts, request);
  if (!account) return 'unauthorised';
  const message = parts.messages.get(request.params.messageSid);
  return message?.accountSid === account.accountSid ? message : undefined;
};

export const refuse = (reply: FastifyReply, status: number, code: number): FastifyReply =>
  reply.code(status).send(errorResource(status, code));

const create = async (
  parts: TwilioRestParts,
  request: FastifyRequest<{ Params: AccountParams; Body: CreateFields }>,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const account = accountOf(parts.accounts, request);
  const wanted =
    account &&
    readCreate(request.body ?? {}, senderAccount(parts.accounts, account, request.body ?? {}), parts.prefix);
  if (!account || !wanted) return refuse(reply, 401, 20003);
  const fault = parts.restFaults.take('create', wanted.to);
  note(parts.ledger, wanted, fault?.kind ?? 'served');
  if (await parts.restFaults.refuse(fault, reply)) return reply;
  const sender = senderAccount(parts.accounts, account, request.body ?? {});
  const code = refusalOf(wanted, sender, parts.messages, { now: parts.clock.now(), prefix: parts.prefix });
  if (code !== null) return refuse(reply, 400, code);
  const message = accept(parts, sender, wanted);
  const resource = messageResource(message);
  if (parts.faults.take(['early-callbacks'], { to: wanted.to }))
    await parts.callbacks.report(sender, message, 'sent');
  if (await parts.restFaults.confuse(fault, reply.code(201), resource)) return reply;
  return reply.send(resource);
};

/** One Twilio account may own several numbers: the one that the message is sent from decides. */
const senderAccount = (
  accounts: TwilioAccounts,
  account: TwilioAccount,
  fields: CreateFields,
): TwilioAccount => {
  const from = typeof fields['From'] === 'string' ? accounts.byNumber(fields['From']) : undefined;
  return from?.accountSid === account.accountSid ? from : account;
};

const accept = (parts: TwilioRestParts, account: TwilioAccount, wanted: CreateRequest): TwilioMessage => {
  const at = parts.clock.now();
  const { mediaUrls, ...fields } = wanted;
  const message: TwilioMessage = {
    ...fields,
    sid: newSid(mediaUrls.length > 0 ? 'MM' : 'SM'),
    accountSid: account.accountSid,
    direction: 'outbound-api',
    createdAt: at,
    mediaCount: mediaUrls.length,
    profileName: null,
    statuses: [{ status: 'queued', at: new Date(at).toISOString() }],
    status: 'queued',
    webhook: 'pending',
    errorCode: null,
    sentAt: null,
    updatedAt: at,
    media: [],
  };
  parts.messages.add(message);
  parts.ledger.write({
    ...headOf(message),
    kind: 'message',
    direction: 'outbound',
    text: message.body,
    ...(message.statusCallback === null ? {} : { reference: message.statusCallback }),
  });
  parts.network.carry(account, message, mediaUrls);
  return message;
};

const note = (ledger: LedgerStore, wanted: CreateRequest, outcome: string): void => {
  ledger.write({
    ...headOf({ ...wanted, sid: '' }),
    kind: 'request',
    direction: 'outbound',
    ...(wanted.statusCallback === null ? {} : { reference: wanted.statusCallback }),
    text: wanted.body,
    outcome,
  });
};
