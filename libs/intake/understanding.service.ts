import { Injectable } from '@nestjs/common';
import type { Inbound, StoredEvent } from '@sila/channels';
import { ChannelDirectory } from '@sila/directory';
import type { PendingEvent } from './event.queries.js';
import { MessagePreparation, type Prepared } from './message-preparation.service.js';

/** An event with what it says, ready to be written. */
export interface Understood {
  readonly event: PendingEvent;
  readonly prepared: readonly Prepared[];
}

/** Finds out what a stored event says. */
@Injectable()
export class Understanding {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly preparation: MessagePreparation,
  ) {}

  /** What the event's channel makes of it. Parsing is pure: what can't be understood now never will be, so the error is an answer. */
  async parse(event: PendingEvent, stored: StoredEvent): Promise<readonly Inbound[] | Error> {
    const account = await this.directory.account(event.channelAccountId);
    try {
      return await account.connection.parse(stored);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Makes what it says ready to be written; files that it carries are stored. */
  async prepare(event: PendingEvent, stored: StoredEvent, inbound: readonly Inbound[]): Promise<Understood> {
    const prepared = await Promise.all(
      inbound.map((entry) => this.preparation.prepare(entry, event, stored)),
    );
    return { event, prepared };
  }
}
