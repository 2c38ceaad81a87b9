import { Injectable } from '@nestjs/common';
import type { Inbound, StoredEvent } from '@sila/channels';
import { InboundEffects, ReceiveService } from '@sila/conversations';
import { codeOf, type Sql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { backoffMs } from '@sila/domain';
import { type Claim, type DrainResult, FenceLost, LaneEngine, Outbox, type StoredFact } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import { type Ending, finishEvents, noteTry, type PendingEvent } from './event.queries.js';
import { MessagePreparation, type Prepared } from './message-preparation.service.js';
import { placeholderFor } from './placeholder.js';
import { RawReader } from './raw-reader.service.js';

/** An event with what it says, ready to be written. */
interface Understood {
  readonly event: PendingEvent;
  readonly prepared: readonly Prepared[];
}

/** What was written of an event; `ignored` says why when that was nothing. */
interface Written {
  readonly conversationId: string | null;
  readonly facts: readonly StoredFact[];
  readonly ignored: string | null;
}

/** What becomes of one event: understood, set aside as a placeholder, or tried again later. */
@Injectable()
export class InboundSteps {
  constructor(
    private readonly engine: LaneEngine,
    private readonly directory: ChannelDirectory,
    private readonly raw: RawReader,
    private readonly preparation: MessagePreparation,
    private readonly receive: ReceiveService,
    private readonly effects: InboundEffects,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Works one event to its end, or says when the lane may be looked at again. The last one of a drain gives the lane back. */
  async work(claim: Claim, event: PendingEvent, isLast: boolean): Promise<DrainResult> {
    try {
      const stored = await this.raw.read(event);
      const understood = await this.understand(event, stored);
      if (understood instanceof Error) await this.setAside(claim, event, stored, understood);
      else await this.take(claim, [understood], isLast);
    } catch (error) {
      if (error instanceof FenceLost) throw error;
      return this.tryLater(claim, event, error);
    }
  }

  /** Works all events of a drain in one transaction; false, and nothing happened, when one of them needs care of its own. */
  async workTogether(claim: Claim, events: readonly PendingEvent[]): Promise<boolean> {
    try {
      const understood = await Promise.all(
        events.map(async (event) => this.understand(event, await this.raw.read(event))),
      );
      const taken = understood.filter((entry): entry is Understood => !(entry instanceof Error));
      if (taken.length < events.length) return false;
      await this.take(claim, taken, true);
      return true;
    } catch (error) {
      if (error instanceof FenceLost) throw error;
      return false;
    }
  }

  /** Parsing is pure: what can't be understood now never will be, so the error is an answer. */
  private async understand(event: PendingEvent, stored: StoredEvent): Promise<Understood | Error> {
    const account = await this.directory.account(event.channelAccountId);
    let inbound: readonly Inbound[];
    try {
      inbound = await account.connection.parse(stored);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
    const prepared = await Promise.all(
      inbound.map((entry) => this.preparation.prepare(entry, event, stored)),
    );
    return { event, prepared };
  }

  private async take(claim: Claim, understood: readonly Understood[], isLast: boolean): Promise<void> {
    const write = async (sql: Sql): Promise<readonly StoredFact[]> => {
      const written: StoredFact[] = [];
      const ends: { id: string; ending: Ending }[] = [];
      for (const entry of understood) {
        const result = await this.write(sql, entry);
        written.push(...result.facts);
        ends.push({ id: entry.event.id, ending: endingOf(result) });
      }
      await finishEvents(sql, ends, this.clock.now());
      return written;
    };
    const facts = await (isLast ? this.engine.lastInLane(claim, write) : this.engine.inLane(claim, write));
    this.outbox.publish(facts);
  }

  private async write(sql: Sql, { event, prepared }: Understood): Promise<Written> {
    const results: Written[] = [];
    for (const entry of prepared) results.push(await this.writeOne(sql, event, entry));
    const effective = results.filter((result) => result.ignored === null);
    return {
      conversationId: effective.findLast((result) => result.conversationId)?.conversationId ?? null,
      facts: results.flatMap((result) => result.facts),
      ignored: effective.length > 0 ? null : (results[0]?.ignored ?? 'nothing said'),
    };
  }

  private async writeOne(sql: Sql, event: PendingEvent, entry: Prepared): Promise<Written> {
    if ('effect' in entry) return this.effects.apply(sql, entry.effect, entry.origin);
    const received = await this.receive.receive(sql, event.channelAccountId, entry.message);
    return { ...received, ignored: null };
  }

  /** Shows that something came which can't be shown, keeps it for an administrator, and lets its neighbours go on. */
  private async setAside(
    claim: Claim,
    event: PendingEvent,
    stored: StoredEvent | null,
    error: Error,
  ): Promise<void> {
    this.log.fail('an event could not be understood', error, { eventId: event.id });
    const facts = await this.engine.inLane(claim, async (sql) => {
      const shown = event.conversationId ? null : await this.showPlaceholder(sql, event, stored);
      const ending: Ending = {
        state: 'dead',
        error: error.message,
        errorClass: error.name,
        conversationId: shown?.conversationId ?? event.conversationId,
      };
      await finishEvents(sql, [{ id: event.id, ending }], this.clock.now());
      return shown?.facts ?? [];
    });
    this.outbox.publish(facts);
  }

  private async showPlaceholder(sql: Sql, event: PendingEvent, stored: StoredEvent | null) {
    return this.receive.receive(sql, event.channelAccountId, placeholderFor(event, stored));
  }

  /** Infrastructure failed: the event waits and its lane with it, so that order is kept; after the last try it is set aside. */
  private async tryLater(claim: Claim, event: PendingEvent, error: unknown): Promise<DrainResult> {
    this.log.fail('an event is tried again', error, { eventId: event.id, code: codeOf(error) });
    const tries = await this.engine.inLane(claim, (sql) => noteTry(sql, event.id, error));
    const wait = backoffMs(tries, Math.random());
    if (wait !== null) return { resumeAt: new Date(Date.now() + wait) };
    await this.setAside(claim, event, null, error instanceof Error ? error : new Error(String(error)));
  }
}

function endingOf({ conversationId, ignored }: Written): Ending {
  return ignored === null ? { state: 'done', conversationId } : { state: 'ignored', error: ignored };
}
