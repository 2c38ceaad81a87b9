import { randomUUID } from 'node:crypto';
import { ProblemError } from '../core/problem.error.js';
import type { Sent } from '../core/provider.js';
import type { World } from '../core/simulator.world.js';
import { originsFor } from '../core/webhook.sender.js';
import type { TwilioAccount, TwilioAccounts } from './account.kind.js';
import type { TwilioSend } from './inbound.contract.js';
import { inboundParams } from './inbound.params.js';
import { headOf, type MessagesStore, type TwilioMessage } from './messages.store.js';
import { newSid } from './sid.js';
import type { FormParams, WebhookCalls } from './webhook.calls.js';

/** What came of one inbound message: its SID, the webhook's fields and every delivery's tries. */
export type TwilioSent = Omit<Required<Sent>, 'channel'> & { readonly params: FormParams };

type Parts = Pick<World, 'baseUrl' | 'clock' | 'events' | 'ledger' | 'media'> & {
  readonly accounts: TwilioAccounts;
  readonly calls: WebhookCalls;
  readonly messages: MessagesStore;
  /** How addresses of this channel begin: `whatsapp:`, or nothing for SMS. */
  readonly prefix: string;
};
type ReachableAccount = TwilioAccount & { readonly webhookUrl: string };

/** Beneficiaries' phones: turns what a person writes into Twilio's signed webhooks. */
export class InboundPhone {
  constructor(private readonly parts: Parts) {}

  /** Throws a ProblemError when no account or webhook is configured for the number. */
  async send(input: TwilioSend): Promise<TwilioSent> {
    const account = this.accountFor(input);
    const message = await this.record(account, input);
    const params = inboundParams({ message, input, account, baseUrl: this.parts.baseUrl() });
    const deliveries = await this.deliver(account, message, params, input);
    return { id: message.sid, params, deliveries };
  }

  private accountFor(input: TwilioSend): ReachableAccount {
    const account = this.parts.accounts.byNumber(input.to);
    if (!account)
      throw new ProblemError(409, 'no-account', 'No Twilio account is configured for this number');
    const { webhookUrl } = account;
    if (webhookUrl === undefined)
      throw new ProblemError(409, 'no-webhook', 'The number has no webhook URL yet');
    return { ...account, webhookUrl };
  }

  private async record(account: TwilioAccount, input: TwilioSend): Promise<TwilioMessage> {
    const { clock, messages, ledger } = this.parts;
    const media = await Promise.all(input.media.map((each) => this.parts.media.take(each)));
    const at = clock.now();
    const message: TwilioMessage = {
      sid: input.sid ?? newSid(media.length > 0 ? 'MM' : 'SM'),
      accountSid: account.accountSid,
      direction: 'inbound',
      from: `${this.parts.prefix}${input.from}`,
      to: `${this.parts.prefix}${account.number}`,
      body: input.text,
      contentSid: null,
      messagingServiceSid: null,
      statusCallback: null,
      createdAt: at,
      mediaCount: media.length,
      profileName: input.name ?? null,
      location: input.location,
      inReplyTo: input.inReplyTo,
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
    ledger.write({ ...headOf(message), kind: 'message', direction: 'inbound', text: message.body });
    return message;
  }

  private deliver(
    account: ReachableAccount,
    message: TwilioMessage,
    params: FormParams,
    { signature, times, parallel, wait, targets }: TwilioSend,
  ): Promise<Required<Sent>['deliveries']> {
    const url = account.webhookUrl;
    const call = { account, url, params, signature, idempotencyToken: randomUUID() };
    return this.parts.events.deliver({
      head: headOf(message),
      origins: targets ?? originsFor(account, url),
      times,
      parallel,
      wait,
      send: (origin) => this.parts.calls.send({ ...call, origin }),
      onOutcome: (isTaken) => {
        message.webhook = message.webhook === 'taken' || isTaken ? 'taken' : 'refused';
      },
    });
  }
}
