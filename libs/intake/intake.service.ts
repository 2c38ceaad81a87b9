import { Injectable } from '@nestjs/common';
import { Bells } from '@sila/lanes';
import { type IntakeInput, IntakeStore } from './intake.store.js';

/** The one way in: store, commit, ring. Webhooks, mailboxes and visitors all come through here. */
@Injectable()
export class Intake {
  constructor(
    private readonly store: IntakeStore,
    private readonly bells: Bells,
  ) {}

  /** Resolves once the events are durable. Events that are known already have no effect. */
  async accept(input: IntakeInput): Promise<void> {
    if (input.events.length === 0) return;
    for (const laneId of await this.store.store(input)) this.bells.ring('drain-inbound', { laneId });
  }
}
