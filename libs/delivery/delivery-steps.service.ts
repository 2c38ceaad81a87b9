import { Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { type OpenAccount } from '@sila/directory';
import { windowIsOpen } from '@sila/domain';
import { type Claim, type DrainResult, LaneEngine } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { abandonedAttempt, type LaneMessage, openAttempt } from './delivery.queries.js';
import { Outcomes } from './outcomes.service.js';
import { OutboundBuilder } from './outbound-builder.service.js';
import { Unknowns } from './unknowns.service.js';

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
    if (
      !message.template &&
      !windowIsOpen(account.capabilities, message.lastInboundAt, now, message.automatic)
    )
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
