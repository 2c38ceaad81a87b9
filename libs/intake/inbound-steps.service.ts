import { Injectable } from '@nestjs/common';
import { CallSwitch } from '@sila/calls';
import type { StoredEvent } from '@sila/channels';
import { InboundEffects, ReceiveService } from '@sila/conversations';
import { codeOf, type Sql } from '@sila/database';
import { backoffMs } from '@sila/domain';
import { type Claim, type DrainResult, FenceLost, LaneEngine, Outbox, type StoredFact } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import { type Ending, finishEvents, noteTry, type PendingEvent, pendingEvents } from './event.queries.js';
import type { Prepared } from './message-preparation.service.js';
import { placeholderFor } from './placeholder.js';
import { RawReader } from './raw-reader.service.js';
import { Understanding, type Understood } from './understanding.service.js';

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
    private readonly raw: RawReader,
    private readonly understanding: Understanding,
    private readonly receive: ReceiveService,
    private readonly effects: InboundEffects,
    private readonly calls: CallSwitch,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Works one event to its end, or says when the lane may be looked at again. The last one of a drain gives the lane back. */
  async work(claim: Claim, event: PendingEvent, isLast: boolean): Promise<DrainResult> {
    try {
      const stored = await this.raw.read(event);
      const inbound = await this.understanding.parse(event, stored);
      if (inbound instanceof Error) await this.setAside(claim, event, stored, inbound);
      else await this.take(claim, [await this.understanding.prepare(event, stored, inbound)], isLast);
    } catch (error) {
      if (error instanceof FenceLost) throw error;
      return this.tryLater(claim, event, error);
    }
  }

  /** Works all events of a drain in one transaction; false, and nothing happened, when one of them needs care of its own. */
  async workTogether(claim: Claim, events: readonly PendingEvent[]): Promise<boolean> {
    try {
      const understood = await Promise.all(events.map((event) => this.understand(event)));
      const taken = understood.filter((entry) => entry !== null);
      if (taken.length < events.length) return false;
      await this.take(claim, taken, true);
      return true;
    } catch (error) {
      if (error instanceof FenceLost) throw error;
      return false;
    }
  }

  private async understand(event: PendingEvent): Promise<Understood | null> {
    const stored = await this.raw.read(event);
    const inbound = await this.understanding.parse(event, stored);
    return inbound instanceof Error ? null : this.understanding.prepare(event, stored, inbound);
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
    this.outbox.publish(await (isLast ? this.writeLast(claim, write) : this.engine.inLane(claim, write)));
  }

  private async writeLast(
    claim: Claim,
    write: (sql: Sql) => Promise<readonly StoredFact[]>,
  ): Promise<readonly StoredFact[]> {
    return this.engine.lastInLanes(pendingEvents, async (sql, giveBack) => {
      const facts = await write(sql);
      await giveBack([claim]);
      return facts;
    });
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
    if ('call' in entry) return this.calls.hear(sql, event.channelAccountId, entry.call, event.id);
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
