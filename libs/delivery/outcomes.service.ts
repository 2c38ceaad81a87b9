import { Inject, Injectable } from '@nestjs/common';
import { type Accepted, ChannelError, type Outbound, type PaperDocument } from '@sila/channels';
import { applyEarly, insertDocument, markDead, setStatusOf, type StatusReport } from '@sila/conversations';
import type { Sql } from '@sila/database';
import { noteTrouble, type OpenAccount } from '@sila/directory';
import { backoffMs, type MessageStatus } from '@sila/domain';
import { type Claim, type DrainResult, FenceLost, LaneEngine, Outbox, type StoredFact } from '@sila/lanes';
import { Clock, FILE_STORE, type FileStore, Log } from '@sila/platform';
import { Readable } from 'node:stream';
import { closeAttempt, type LaneMessage, noteSent, type OpenAttempt, requeue } from './delivery.queries.js';
import { Unknowns } from './unknowns.service.js';

/** In bytes; a letter of twenty pages has two hundred thousand. */
const LARGEST_DOCUMENT = 20 * 1024 * 1024;

/** Writes what became of an attempt: the one place that decides by an error's kind. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly engine: LaneEngine,
    private readonly outbox: Outbox,
    private readonly unknowns: Unknowns,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The provider took it. Reports and reactions that overtook this answer are applied now. */
  async accepted(
    claim: Claim,
    message: LaneMessage,
    attempt: OpenAttempt,
    accepted: Accepted,
  ): Promise<void> {
    const providerId = accepted.providerId ?? message.providerId;
    const documentKey = accepted.document ? await this.keep(accepted.document) : null;
    await this.write(claim, async (sql, now) => {
      await closeAttempt(sql, attempt.id, { outcome: 'accepted', providerId }, now);
      await noteSent(sql, message.channelAccountId, now);
      if (documentKey) await insertDocument(sql, message, documentKey, now);
      const facts = await setStatusOf(sql, message.id, report(accepted.status, { providerId }), now);
      if (!providerId) return facts;
      return [...facts, ...(await applyEarly(sql, message.channelAccountId, message.id, providerId, now))];
    });
  }

  /** What is to be printed is stored before the message says that it can be. */
  private async keep({ bytes }: PaperDocument): Promise<string> {
    return (await this.files.put(Readable.from([bytes]), LARGEST_DOCUMENT)).key;
  }

  /** Free text outside the provider's window: a person must choose a template or another way. */
  async windowClosed(claim: Claim, message: LaneMessage): Promise<void> {
    await this.write(claim, (sql, now) =>
      setStatusOf(
        sql,
        message.id,
        report('failed', { errorCode: 'window-closed', needsTemplate: true }),
        now,
      ),
    );
  }

  /** The provider did not take it, or nobody knows. Gives when the lane may go on when this message is tried again. */
  async failed(
    claim: Claim,
    account: OpenAccount,
    message: LaneMessage,
    attempt: OpenAttempt,
    outbound: Outbound,
    error: unknown,
  ): Promise<DrainResult> {
    if (error instanceof FenceLost) throw error;
    const failure = asChannelError(error);
    this.log.warn('a message was not taken by its provider', {
      messageId: message.id,
      kind: failure.kind,
      code: failure.code,
    });
    if (failure.kind === 'unknown-outcome')
      return this.unknowns.settle(claim, account, message, attempt, outbound);
    const wait = this.waitAfter(failure, message.tries + 1);
    await this.write(claim, async (sql, now) => {
      await closeAttempt(sql, attempt.id, { outcome: failure.kind, errorCode: failure.code }, now);
      if (failure.kind === 'auth') await noteTrouble(sql, message.channelAccountId, failure.message, now);
      if (wait !== null) {
        await requeue(sql, message.id);
        return [];
      }
      if (failure.deadAddress) await markDead(sql, message.id, outbound.to, now);
      const needsTemplate = failure.kind === 'needs-template';
      return setStatusOf(
        sql,
        message.id,
        report('failed', { errorCode: failure.code, errorDetail: failure.message, needsTemplate }),
        now,
      );
    });
    return wait === null ? undefined : { resumeAt: new Date(Date.now() + wait) };
  }

  /** Milliseconds to the next try after this many; null when there is none. */
  private waitAfter({ kind, retryAfterMs }: ChannelError, tries: number): number | null {
    const wait = kind === 'retry' || kind === 'auth' ? backoffMs(tries, Math.random()) : null;
    return wait === null ? null : Math.max(retryAfterMs, this.clock.rest(wait));
  }

  private async write(
    claim: Claim,
    work: (sql: Sql, now: Date) => Promise<readonly StoredFact[]>,
  ): Promise<void> {
    this.outbox.publish(await this.engine.inLane(claim, (sql) => work(sql, this.clock.now())));
  }
}

/** An error a channel did not understand may have left after the request was written: the careful reading is "unknown". */
export function asChannelError(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  return new ChannelError(
    'unknown-outcome',
    error instanceof Error ? error.name : 'unknown',
    'the channel failed unexpectedly',
  );
}

/** A report with only what is known. */
export function report(status: MessageStatus, known: Partial<StatusReport> = {}): StatusReport {
  return { status, providerId: null, errorCode: null, errorDetail: null, needsTemplate: false, ...known };
}
