import { randomUUID } from 'node:crypto';
import type { AccountsStore, TwilioAccount } from '../core/accounts.store.js';
import { ProblemError } from '../core/problem.error.js';
import type { LedgerStore } from '../core/ledger.store.js';
import type { WebhookAttempt } from '../core/ledger.types.js';
import type { SimulatedClock } from '../core/simulated.clock.js';
import type { WhatsappSend } from './inbound.contract.js';
import { inboundParams } from './inbound.params.js';
import type { MediaStore } from './media.store.js';
import type { MessagesStore, TwilioMessage } from './messages.store.js';
import { isAccepted } from './retry.policy.js';
import { newSid } from './sid.js';
import { type FormParams, originsFor, type WebhookSender } from './webhook.sender.js';

/** What came of one inbound message: its SID and every delivery's tries. `deliveries` is empty when nobody waited. */
export type WhatsappSent = {
  readonly channel: 'whatsapp';
  readonly id: string;
  readonly params: FormParams;
  readonly deliveries: readonly (readonly WebhookAttempt[])[];
};

/** Beneficiaries' phones: turns what a person writes into Twilio's signed webhooks. */
export class InboundPhone {
  constructor(
    private readonly parts: {
      readonly accounts: AccountsStore;
      readonly clock: SimulatedClock;
      readonly ledger: LedgerStore;
      readonly media: MediaStore;
      readonly messages: MessagesStore;
      readonly sender: WebhookSender;
      /** Where Twilio's REST interface is reached, without a slash at the end. */
      readonly baseUrl: () => string;
    },
  ) {}

  /** Throws a ProblemError when no account or webhook is configured for the number. */
  async send(input: WhatsappSend): Promise<WhatsappSent> {
    const account = this.accountFor(input);
    const message = await this.record(account, input);
    const params = inboundParams({ message, input, account, baseUrl: this.parts.baseUrl() });
    const delivering = this.deliver(account, message, params, input);
    if (!input.wait) {
      void delivering.catch(() => undefined);
      return { channel: 'whatsapp', id: message.sid, params, deliveries: [] };
    }
    return { channel: 'whatsapp', id: message.sid, params, deliveries: await delivering };
  }

  private accountFor(input: WhatsappSend): TwilioAccount & { readonly webhookUrl: string } {
    const account = this.parts.accounts.byNumber(input.to);
    if (!account)
      throw new ProblemError(409, 'no-account', 'No Twilio account is configured for this number');
    const { webhookUrl } = account;
    if (webhookUrl === undefined)
      throw new ProblemError(409, 'no-webhook', 'The number has no webhook URL yet');
    return { ...account, webhookUrl };
  }

  private async record(account: TwilioAccount, input: WhatsappSend): Promise<TwilioMessage> {
    const { clock, messages, ledger } = this.parts;
    const media = await Promise.all(input.media.map((each) => this.parts.media.take(each)));
    const at = clock.now();
    const message: TwilioMessage = {
      sid: input.sid ?? newSid(media.length > 0 ? 'MM' : 'SM'),
      accountSid: account.accountSid,
      direction: 'inbound',
      from: `whatsapp:${input.from}`,
      to: `whatsapp:${account.number}`,
      body: input.text,
      contentSid: null,
      messagingServiceSid: null,
      statusCallback: null,
      createdAt: at,
      mediaCount: media.length,
      profileName: input.name ?? null,
      statuses: [{ status: 'received', at: new Date(at).toISOString() }],
      status: 'received',
      webhook: 'pending',
      errorCode: null,
      sentAt: at,
      updatedAt: at,
      media,
    };
    if (!messages.get(message.sid)) messages.add(message);
    [input.from, input.externalUserId].forEach(
      (person) => person !== undefined && messages.noteInbound(account.number, person, at),
    );
    ledger.write({ ...headOf(message), kind: 'message', text: message.body });
    return message;
  }

  private async deliver(
    account: TwilioAccount & { readonly webhookUrl: string },
    message: TwilioMessage,
    params: FormParams,
    input: WhatsappSend,
  ): Promise<readonly (readonly WebhookAttempt[])[]> {
    const url = account.webhookUrl;
    const idempotencyToken = randomUUID();
    const origins = input.targets ?? originsFor(account, url);
    const deliverOnce = async (origin: string) => {
      const attempts = await this.parts.sender.send({
        account,
        url,
        origin,
        params,
        idempotencyToken,
        signature: input.signature,
      });
      this.parts.ledger.write({
        ...headOf(message),
        kind: 'webhook',
        attempts,
        outcome: outcomeOf(attempts),
      });
      message.webhook = message.webhook === 'taken' || attempts.some(isAccepted) ? 'taken' : 'refused';
      return attempts;
    };
    const runs = Array.from({ length: input.times }).flatMap(() => origins);
    if (input.parallel) return Promise.all(runs.map(deliverOnce));
    const deliveries = [];
    for (const origin of runs) deliveries.push(await deliverOnce(origin));
    return deliveries;
  }
}

const headOf = (message: TwilioMessage) =>
  ({
    channel: 'whatsapp',
    direction: 'inbound',
    messageId: message.sid,
    from: message.from,
    to: message.to,
  }) as const;

const outcomeOf = (attempts: readonly WebhookAttempt[]): string => {
  const last = attempts.at(-1);
  return last ? (last.error ?? String(last.status)) : 'none';
};
