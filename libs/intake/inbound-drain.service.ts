import { Injectable } from '@nestjs/common';
import { Bells, type Claim, type DrainResult, LaneEngine, OnJob } from '@sila/lanes';
import { PENDING_EVENTS, type PendingEvent } from './event.queries.js';
import { InboundSteps } from './inbound-steps.service.js';

type EventRow = PendingEvent & { readonly [column: string]: unknown };

/** Works inbound lanes: every event once, in order; what waited together is written together. */
@Injectable()
export class InboundDrain {
  constructor(
    private readonly engine: LaneEngine,
    private readonly bells: Bells,
    private readonly steps: InboundSteps,
  ) {}

  /** The doorbell of an inbound lane. */
  @OnJob('drain-inbound')
  async onBell({ laneId }: { readonly laneId: string }): Promise<void> {
    const rest = await this.engine.work<EventRow>(
      laneId,
      (claim, events) => this.drain(claim, events),
      PENDING_EVENTS,
    );
    if (rest) this.bells.ring('drain-inbound', { laneId }, rest.resumeAt.getTime() - Date.now());
  }

  /** All in one transaction; when that fails each in its own, so that one bad event stops nobody but itself. */
  private async drain(claim: Claim, events: readonly PendingEvent[]): Promise<DrainResult> {
    if (events.length > 1 && (await this.steps.workTogether(claim, events))) return;
    for (const [index, event] of events.entries()) {
      if (this.engine.isStopping) return;
      const rest = await this.steps.work(claim, event, index === events.length - 1);
      if (rest) return rest;
    }
  }
}
