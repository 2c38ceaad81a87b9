import { Injectable } from '@nestjs/common';
import type { Inbound, StoredEvent } from '@sila/channels';
import type { PreparedMessage } from '@sila/conversations';
import { ChannelDirectory } from '@sila/directory';
import type { PendingEvent } from './event.queries.js';
import { MessagePreparation } from './message-preparation.service.js';

/** An event with what it says; messages are ready to be written, everything else is null in `prepared`. */
export interface Understood {
  readonly event: PendingEvent;
  readonly inbound: readonly Inbound[];
  readonly prepared: readonly (PreparedMessage | null)[];
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

  /** Makes its messages ready to be written; files that they carry are stored. */
  async prepare(event: PendingEvent, stored: StoredEvent, inbound: readonly Inbound[]): Promise<Understood> {
    const prepared = await Promise.all(
      inbound.map((entry) => this.preparation.prepare(entry, event, stored)),
    );
    return { event, inbound, prepared };
  }
}
