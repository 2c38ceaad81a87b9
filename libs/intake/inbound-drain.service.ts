import { Injectable } from '@nestjs/common';
import { Gather } from '@sila/database';
import { Bells, type Claim, type Claimed, type DrainResult, LaneEngine, OnJob } from '@sila/lanes';
import { type PendingEvent, pendingEvents } from './event.queries.js';
import { InboundConvoy } from './inbound-convoy.service.js';
import { InboundSteps } from './inbound-steps.service.js';

/** Works inbound lanes: every event once, in order; what rang together is claimed and, where possible, written together. */
@Injectable()
export class InboundDrain {
  private readonly rounds = new Gather<string, void>((laneIds) => this.round(laneIds), 2, 32);

  constructor(
    private readonly engine: LaneEngine,
    private readonly bells: Bells,
    private readonly convoy: InboundConvoy,
    private readonly steps: InboundSteps,
  ) {}

  /** The doorbell of an inbound lane. */
  @OnJob('drain-inbound')
  async onBell({ laneId }: { readonly laneId: string }): Promise<void> {
    await this.rounds.one(laneId);
  }

  /** One round over the lanes that rang. A lane that takes its time holds up no round: its own bell waits for it. */
  private async round(laneIds: readonly string[]): Promise<Promise<void>[]> {
    const left = await this.convoy.take(await this.engine.claim<PendingEvent>(laneIds, pendingEvents));
    const ends = new Map(left.claimed.map((lane) => [lane.claim.laneId, this.workAlone(lane)]));
    for (const laneId of left.more) ends.set(laneId, this.onBell({ laneId }));
    return laneIds.map((laneId) => ends.get(laneId) ?? Promise.resolve());
  }

  private async workAlone(lane: Claimed<PendingEvent>): Promise<void> {
    const { laneId } = lane.claim;
    const drain = (claim: Claim, events: readonly PendingEvent[]) => this.drain(claim, events);
    const rest = await this.engine.work<PendingEvent>(laneId, drain, pendingEvents, lane);
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
