import { Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { Bells, type Claim, type DrainResult, LaneEngine, OnJob } from '@sila/lanes';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { nextInLane } from './delivery.queries.js';
import { Pace } from './pace.js';
import { DeliverySteps } from './delivery-steps.service.js';

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
