import { Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import { windowIsOpen } from '@sila/domain';
import { Bells, type Claim, type DrainResult, LaneEngine, OnJob } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { abandonedAttempt, type LaneMessage, nextInLane, openAttempt } from './delivery.queries.js';
import { Outcomes } from './outcomes.service.js';
import { OutboundBuilder } from './outbound-builder.service.js';
import { Pace } from './pace.js';
import { Unknowns } from './unknowns.service.js';

/** Works outbound lanes: one message after the other, each handed to its provider at most once on purpose (promises.md O-2). */
@Injectable()
export class DeliveryService {
  private readonly pool: Pool;
  private readonly pace = new Pace();

  constructor(
    source: DataSource,
    private readonly engine: LaneEngine,
    private readonly bells: Bells,
    private readonly directory: ChannelDirectory,
    private readonly steps: DeliverySteps,
  ) {
    this.pool = poolOf(source);
  }

  /** The doorbell of an outbound lane. */
  @OnJob('drain-outbound')
  async onBell({ laneId }: { readonly laneId: string }): Promise<void> {
    const rest = await this.engine.work(laneId, (claim) => this.drain(claim));
    if (rest) this.bells.ring('drain-outbound', { laneId }, rest.resumeAt.getTime() - Date.now() + 20);
  }

  private async drain(claim: Claim): Promise<DrainResult> {
    for (;;) {
      const message = await nextInLane(this.pool, claim.laneId);
      if (!message || this.engine.isStopping) return;
      const account = await this.directory.account(message.channelAccountId);
      if (message.status === 'queued') {
        const wait = this.pace.waitMs(account, claim.address);
        if (wait > 0) return { resumeAt: new Date(Date.now() + wait) };
      }
      const rest = await this.steps.work(claim, account, message);
      if (rest) return rest;
      this.pace.sent(account, claim.address);
    }
  }
}

/** What becomes of one message of a lane. */
@Injectable()
export class DeliverySteps {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly engine: LaneEngine,
    private readonly builder: OutboundBuilder,
    private readonly outcomes: Outcomes,
    private readonly unknowns: Unknowns,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Works one message to a state in which the next may go, or says when the lane may be looked at again. */
  async work(claim: Claim, account: OpenAccount, message: LaneMessage): Promise<DrainResult> {
    if (message.status === 'sending') return this.resume(claim, account, message);
    const now = this.clock.now();
    if (message.sendAt && message.sendAt > now)
      return { resumeAt: new Date(Date.now() + message.sendAt.getTime() - now.getTime()) };
    if (!message.template && !windowIsOpen(account.capabilities, message.lastInboundAt, now))
      return this.outcomes.windowClosed(claim, message);
    return this.send(claim, account, message);
  }

  private async send(claim: Claim, account: OpenAccount, message: LaneMessage): Promise<DrainResult> {
    const attempt = await this.engine.inLane(claim, (sql) =>
      openAttempt(sql, message.id, claim.token, this.clock.now()),
    );
    if (!attempt) return;
    const outbound = this.builder.build(message);
    try {
      const accepted = await account.connection.send(outbound);
      await this.outcomes.accepted(claim, message, attempt, accepted);
    } catch (error) {
      return this.outcomes.failed(claim, account, message, attempt, outbound, error);
    }
  }

  /** A worker died between the call and its outcome: whether the message went out must be found out first. */
  private async resume(claim: Claim, account: OpenAccount, message: LaneMessage): Promise<DrainResult> {
    const attempt = await abandonedAttempt(this.pool, message.id);
    return this.unknowns.settle(claim, account, message, attempt, this.builder.build(message));
  }
}
