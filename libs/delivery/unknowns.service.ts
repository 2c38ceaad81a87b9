import { Injectable } from '@nestjs/common';
import type { Outbound, Reconciled } from '@sila/channels';
import { lockMessage, setStatus } from '@sila/conversations';
import type { Sql } from '@sila/database';
import type { OpenAccount } from '@sila/directory';
import { type Claim, type DrainResult, LaneEngine, Outbox, type StoredFact } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import { closeAttempt, type LaneMessage, type OpenAttempt, requeue } from './delivery.queries.js';

/** A provider's list may be behind what it took: it is asked again for a while before a person must decide. */
const ASK_FOR_MS = 45_000;
const ASK_AGAIN_MS = 8_000;
const AGAIN_MS = 1_000;

/** Attempts of which nobody knows whether they went out: asked about, never guessed (promises.md O-2). */
@Injectable()
export class Unknowns {
  constructor(
    private readonly engine: LaneEngine,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Settles one: sent when the provider knows it; sent again when it provably did not arrive, or when a second sending is harmless;
   * otherwise `unknown`, and a person decides. A later report still lifts it.
   */
  async settle(
    claim: Claim,
    account: OpenAccount,
    message: LaneMessage,
    attempt: OpenAttempt | null,
    outbound: Outbound,
  ): Promise<DrainResult> {
    if (account.capabilities.idempotentSend) return this.again(claim, message, attempt);
    const found = await this.ask(account, outbound, attempt);
    if (found.outcome === 'not-sent') return this.again(claim, message, attempt);
    if (found.outcome === 'unknown' && this.mayStillTell(account, attempt))
      return { resumeAt: new Date(Date.now() + this.clock.rest(ASK_AGAIN_MS)) };
    await this.write(claim, async (sql, now) => {
      if (attempt)
        await closeAttempt(
          sql,
          attempt.id,
          { outcome: found.outcome === 'sent' ? 'accepted' : 'unknown' },
          now,
        );
      const current = await lockMessage(sql, message.id);
      if (!current) return [];
      const known =
        found.outcome === 'sent'
          ? { status: found.status, providerId: found.providerId }
          : { status: 'unknown' as const, providerId: null };
      return setStatus(
        sql,
        current,
        { ...known, errorCode: null, errorDetail: null, needsTemplate: false },
        now,
      );
    });
  }

  private mayStillTell(account: OpenAccount, attempt: OpenAttempt | null): boolean {
    return (
      account.connection.reconcile !== undefined &&
      attempt !== null &&
      this.clock.now().getTime() - attempt.startedAt.getTime() < ASK_FOR_MS
    );
  }

  private async ask(
    account: OpenAccount,
    outbound: Outbound,
    attempt: OpenAttempt | null,
  ): Promise<Reconciled> {
    if (!account.connection.reconcile || !attempt) return { outcome: 'unknown' };
    try {
      return await account.connection.reconcile({ message: outbound, startedAt: attempt.startedAt });
    } catch (error) {
      this.log.fail('a provider could not be asked about an attempt', error, {
        messageId: outbound.messageId,
      });
      return { outcome: 'unknown' };
    }
  }

  private async again(claim: Claim, message: LaneMessage, attempt: OpenAttempt | null): Promise<DrainResult> {
    await this.write(claim, async (sql, now) => {
      if (attempt)
        await closeAttempt(sql, attempt.id, { outcome: 'retry', errorCode: 'unknown-outcome' }, now);
      await requeue(sql, message.id);
      return [];
    });
    return { resumeAt: new Date(Date.now() + this.clock.rest(AGAIN_MS)) };
  }

  private async write(
    claim: Claim,
    work: (sql: Sql, now: Date) => Promise<readonly StoredFact[]>,
  ): Promise<void> {
    this.outbox.publish(await this.engine.inLane(claim, (sql) => work(sql, this.clock.now())));
  }
}
