import { Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { Bells, type Claim, type DrainResult, LaneEngine, OnJob } from '@sila/lanes';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { pendingEvents } from './event.queries.js';
import { InboundSteps } from './inbound-steps.service.js';

/** Works inbound lanes: every event once, in order, one transaction each. */
@Injectable()
export class InboundDrain {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly engine: LaneEngine,
    private readonly bells: Bells,
    private readonly steps: InboundSteps,
  ) {
    this.pool = poolOf(source);
  }

  /** The doorbell of an inbound lane. */
  @OnJob('drain-inbound')
  async onBell({ laneId }: { readonly laneId: string }): Promise<void> {
    const rest = await this.engine.work(laneId, (claim) => this.drain(claim));
    if (rest) this.bells.ring('drain-inbound', { laneId }, rest.resumeAt.getTime() - Date.now());
  }

  private async drain(claim: Claim): Promise<DrainResult> {
    for (;;) {
      const events = await pendingEvents(this.pool, claim.laneId);
      if (events.length === 0) return;
      for (const event of events) {
        if (this.engine.isStopping) return;
        const rest = await this.steps.work(claim, event);
        if (rest) return rest;
      }
    }
  }
}
