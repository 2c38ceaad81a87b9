import { Injectable } from '@nestjs/common';
import { CallAnswers } from '@sila/calls';
import type { RawEvent, RawRequest, Reply, Webhook } from '@sila/channels';
import { DomainError } from '@sila/domain';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import { Clock, Log } from '@sila/platform';
import { Intake } from './intake.service.js';
import { LastHeard } from './last-heard.js';

/** A request at `/hooks/:hookId` before anybody looked at it; `query` is as received, with its question mark, or empty. */
export interface HookRequest {
  readonly method: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The door of providers: verify on raw bytes, store, commit, answer. Nothing is understood here. */
@Injectable()
export class HookIntake {
  /** Refused requests since the start; nothing else of them is kept. */
  refused = 0;
  /** Requests to a known hook that failed in a row, for whatever reason. */
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly directory: ChannelDirectory,
    private readonly intake: Intake,
    private readonly calls: CallAnswers,
    private readonly lastHeard: LastHeard,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Answers one webhook. Throws `not-found` for an unknown hook, `forbidden` when no account of the hook vouches for the
   * signature, `unavailable` when the event can't be stored now: never a 2xx without a committed row.
   */
  async receive(hookId: string, request: HookRequest): Promise<Reply> {
    const accounts = (await this.directory.accountsOfHook(hookId)).filter((account) => account.enabled);
    if (accounts.length === 0) throw new DomainError('not-found');
    try {
      const reply = await this.answer(hookId, accounts, request);
      this.failures.delete(hookId);
      return reply;
    } catch (error) {
      this.failures.set(hookId, (this.failures.get(hookId) ?? 0) + 1);
      throw error;
    }
  }

  /** The hooks at which so many requests failed since one went well. */
  failing(atLeast: number): string[] {
    return [...this.failures].filter(([, count]) => count >= atLeast).map(([hookId]) => hookId);
  }

  private async answer(
    hookId: string,
    accounts: readonly OpenAccount[],
    request: HookRequest,
  ): Promise<Reply> {
    const vouching = accounts.filter((account) => verifies(account, rawRequestFor(account, request)));
    const [signer] = vouching;
    if (!signer?.connection.webhook) return this.refuse(hookId);
    const raw = rawRequestFor(signer, request);
    const challenge = signer.connection.webhook.challenge?.(raw);
    if (challenge) return challenge;
    const receivedAt = this.clock.now();
    await this.storeFor(hookId, signer, vouching, raw, receivedAt);
    this.lastHeard.note(signer.id);
    return (await this.answerOnLine(signer, raw, receivedAt)) ?? signer.connection.webhook.reply;
  }

  /** Where somebody is on the line, the answer is what they hear next; what happened is stored by now. */
  private async answerOnLine(
    signer: OpenAccount,
    request: RawRequest,
    receivedAt: Date,
  ): Promise<Reply | null> {
    const [event] = signer.connection.webhook?.events(request) ?? [];
    return event ? this.calls.answer(signer, { ...event, request, receivedAt }) : null;
  }

  private refuse(hookId: string): never {
    this.refused++;
    this.log.warn('a webhook without a right signature was refused', { hookId, refused: this.refused });
    throw new DomainError('forbidden');
  }

  private async storeFor(
    hookId: string,
    signer: OpenAccount,
    vouching: readonly OpenAccount[],
    request: RawRequest,
    receivedAt: Date,
  ): Promise<void> {
    const webhook = signer.connection.webhook as Webhook;
    for (const [channelAccountId, events] of byAccount(webhook.events(request), signer, vouching)) {
      await this.intake.accept({ hookId, channelAccountId, request, events, receivedAt });
      this.lastHeard.note(channelAccountId);
    }
  }
}

function rawRequestFor(account: OpenAccount, request: HookRequest): RawRequest {
  return {
    method: request.method,
    url: `${account.webhookUrl}${request.query}`,
    headers: request.headers,
    body: request.body,
  };
}

/** A signature check that throws is a refusal: never accept by accident. */
function verifies(account: OpenAccount, request: RawRequest): boolean {
  try {
    return account.connection.webhook?.verify(request) === true;
  } catch {
    return false;
  }
}

/** Events of accounts that do not vouch for the request are left out: one account's secret says nothing about another's. */
function byAccount(
  events: readonly RawEvent[],
  signer: OpenAccount,
  vouching: readonly OpenAccount[],
): Map<string, RawEvent[]> {
  const grouped = new Map<string, RawEvent[]>();
  for (const event of events) {
    const { accountRef } = event;
    const owner =
      accountRef === null ? signer : vouching.find((account) => account.connection.owns?.(accountRef));
    if (!owner) continue;
    const own = grouped.get(owner.id);
    if (own) own.push(event);
    else grouped.set(owner.id, [event]);
  }
  return grouped;
}
