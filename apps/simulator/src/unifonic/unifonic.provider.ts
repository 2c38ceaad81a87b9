import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AccountKind } from '../core/accounts.store.js';
import { takeForms } from '../core/body.parsers.js';
import { ChatStore } from '../core/chat.store.js';
import { Journeys, timingsSchema, undeliverableOffer } from '../core/message.journey.js';
import type { Provider } from '../core/provider.js';
import { RestFaults, restFaultOffers, unlistedRestFaults } from '../core/rest.faults.js';
import { untilAccepted } from '../core/retry.policy.js';
import { hookFields } from '../core/send.fields.js';
import type { World } from '../core/simulator.world.js';
import { StatusCourier, statusFaultOffers } from '../core/status.courier.js';
import { originsFor } from '../core/webhook.sender.js';

const accountSchema = z.strictObject({
  appSid: z.string().min(1),
  senderId: z.string().min(1),
  ...hookFields,
  timings: timingsSchema.partial().default({}),
});
type UnifonicAccount = z.output<typeof accountSchema>;

export const unifonicAccountKind = {
  key: 'unifonic',
  schema: accountSchema,
  identity: ({ appSid }) => appSid,
  nameOf: ({ senderId }) => senderId,
  secrets: ['appSid'],
} as const satisfies AccountKind<typeof accountSchema>;

const target = 'unifonic';
const title = { ar: 'يونيفونك: الإرسال', en: 'Unifonic: sending' };
const reports = { ar: 'يونيفونك: إشعارات الحالة', en: 'Unifonic: status reports' };

/** What Sila posts. */
const wantedSchema = z.object({
  AppSid: z.string().default(''),
  SenderID: z.string().default(''),
  Recipient: z.string().default(''),
  Body: z.string().default(''),
  CorrelationID: z.string().default(''),
  statusCallback: z.string().optional(),
});
type Wanted = z.output<typeof wantedSchema>;

/** Unifonic's SMS: one call that sends, and unsigned reports. Nobody can answer. */
export const smsUnifonic = {
  channel: 'sms-unifonic',
  label: { ar: 'يونيفونك', en: 'Unifonic SMS' },
  icon: 'M4 5h16v11H9l-5 4V5Zm4 5.5h8',
  account: unifonicAccountKind,
  faults: [
    { target, title, offers: [...restFaultOffers, undeliverableOffer], unlisted: unlistedRestFaults },
    { target, title: reports, offers: statusFaultOffers },
  ],
  open: (world: World) => {
    const network = new UnifonicNetwork(world);
    return {
      phone: { addressOf: ({ phone }) => phone, chats: () => network.chats.chats(() => null) },
      routes: (app) => {
        takeForms(app);
        app.post('/unifonic/rest/SMS/messages', (request, reply) => network.take(request, reply));
      },
    };
  },
} satisfies Provider<typeof accountSchema>;

class UnifonicNetwork {
  readonly chats: ChatStore;
  private readonly rest: RestFaults;
  private readonly courier: StatusCourier;
  private readonly journeys: Journeys;
  private lastId = 42_000_000_000_000;

  constructor(private readonly world: World) {
    const struck = world.faults.at(target);
    this.chats = new ChatStore(world.options.keep);
    this.rest = new RestFaults(struck, world.timers, {
      tooMany: () => refusal('ER-429', 'Too many requests'),
      broken: () => refusal('ER-500', 'Internal error'),
      brokenWith200: () => refusal('ER-500', 'Internal error'),
    });
    this.courier = new StatusCourier(struck, world.ledger, world.timers);
    this.journeys = new Journeys(world.timers);
  }

  async take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const wanted = wantedSchema.parse(request.body ?? {});
    const to = `+${wanted.Recipient}`;
    const fault = this.rest.take('create', to);
    const outcome = fault?.kind ?? 'served';
    this.world.ledger.write({ ...headOf(wanted, ''), kind: 'request', direction: 'outbound', outcome });
    if (await this.rest.refuse(fault, reply)) return reply;
    const account = this.world.accounts
      .of(unifonicAccountKind)
      .find(({ appSid }) => appSid === wanted.AppSid);
    const refused = account ? refusalOf(wanted, account) : refusal('ER-401', 'Wrong AppSid');
    if (!account || refused) return reply.code(account ? 200 : 401).send(refused);
    const id = String((this.lastId += 1));
    this.carry(account, wanted, id);
    if (await this.rest.confuse(fault, reply.code(200), accepted(wanted, id))) return reply;
    return reply.send(accepted(wanted, id));
  }

  private carry(account: UnifonicAccount, wanted: Wanted, id: string): void {
    const head = headOf(wanted, id);
    this.world.ledger.write({ ...head, kind: 'message', direction: 'outbound', text: wanted.Body });
    const report = (status: string, more: Readonly<Record<string, string>> = {}) =>
      void this.report(account, wanted, id, { Status: status, ...more });
    this.journeys.start({
      to: head.to,
      timings: account.timings,
      obstacle: async () =>
        this.world.faults.at(target).take(['undeliverable'], { to: head.to }) ? 5 : null,
      fail: () => report('Undelivered', { ErrorCode: 'ER-05', ErrorMessage: 'No route found' }),
      advance: (status) => {
        if (status !== 'read') report(status === 'sent' ? 'Sent' : 'Delivered');
      },
      arrive: () => this.arrive(wanted, id),
    });
  }

  private arrive(wanted: Wanted, id: string): void {
    const head = headOf(wanted, id);
    const at = this.world.clock.iso();
    const { Body: text } = wanted;
    this.chats.add(head.to, { id, mine: false, text, at, status: 'delivered', media: [] });
    this.world.received.add({ ...head, at, id, text, reference: wanted.CorrelationID });
    this.world.ledger.write({ ...head, kind: 'arrival', direction: 'outbound', text });
  }

  /** Posts a form to the address that came with the message. */
  private async report(
    account: UnifonicAccount,
    wanted: Wanted,
    id: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<void> {
    const url = wanted.statusCallback;
    if (url === undefined) return;
    const { CorrelationID, Recipient } = wanted;
    const body = new URLSearchParams({ MessageID: id, CorrelationID, Recipient, ...fields }).toString();
    const send = () =>
      this.world.webhooks.send({
        url,
        origin: originsFor(account, url)[0] ?? url,
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        policy: untilAccepted(5, account.retryDelaysMs),
      });
    await this.courier.report({
      head: headOf(wanted, id),
      status: fields['Status']?.toLowerCase() ?? '',
      send,
    });
  }
}

const headOf = ({ SenderID, Recipient }: Wanted, messageId: string) => ({
  channel: 'sms-unifonic',
  messageId,
  from: SenderID,
  to: `+${Recipient}`,
});

/** Source of the codes: docs.unifonic.com, "Understanding reasons of SMS non-delivery". */
const refusalOf = (wanted: Wanted, account: UnifonicAccount) => {
  if (wanted.SenderID !== account.senderId) return refusal('ER-08', 'Invalid Sender ID');
  if (!/^[1-9]\d{7,14}$/.test(wanted.Recipient)) return refusal('ER-02', 'Invalid destination number');
  return wanted.Body.trim() === '' ? refusal('ER-06', 'Invalid or empty message body') : null;
};

const refusal = (errorCode: string, message: string) => ({ success: false, message, errorCode, data: {} });

const accepted = ({ CorrelationID, Recipient }: Wanted, id: string) => ({
  success: true,
  message: '',
  errorCode: 'ER-00',
  data: { MessageID: Number(id), CorrelationID, Status: 'Queued', Recipient },
});
