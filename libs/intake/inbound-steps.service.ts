import { Injectable } from '@nestjs/common';
import type { Inbound, StoredEvent } from '@sila/channels';
import { ReceiptService, ReceiveService } from '@sila/conversations';
import { codeOf, type Sql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { backoffMs } from '@sila/domain';
import { type Claim, type DrainResult, FenceLost, LaneEngine, Outbox, type StoredFact } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import { finishEvent, noteTry, type PendingEvent } from './event.queries.js';
import { MessagePreparation } from './message-preparation.service.js';
import { placeholderFor } from './placeholder.js';
import { RawReader } from './raw-reader.service.js';

/** What becomes of one event: understood, set aside as a placeholder, or tried again later. */
@Injectable()
export class InboundSteps {
  constructor(
    private readonly engine: LaneEngine,
    private readonly directory: ChannelDirectory,
    private readonly raw: RawReader,
    private readonly preparation: MessagePreparation,
    private readonly receive: ReceiveService,
    private readonly receipts: ReceiptService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Works one event to its end, or says when the lane may be looked at again. */
  async work(claim: Claim, event: PendingEvent): Promise<DrainResult> {
    try {
      const stored = await this.raw.read(event);
      const inbound = await this.understand(event, stored);
      if (inbound instanceof Error) await this.setAside(claim, event, stored, inbound);
      else await this.take(claim, event, stored, inbound);
    } catch (error) {
      if (error instanceof FenceLost) throw error;
      return this.tryLater(claim, event, error);
    }
  }

  /** Parsing is pure: what can't be understood now never will be, so the error is an answer. */
  private async understand(event: PendingEvent, stored: StoredEvent): Promise<readonly Inbound[] | Error> {
    const account = await this.directory.account(event.channelAccountId);
    try {
      return await account.connection.parse(stored);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async take(
    claim: Claim,
    event: PendingEvent,
    stored: StoredEvent,
    inbound: readonly Inbound[],
  ): Promise<void> {
    const prepared = await Promise.all(
      inbound.map((entry) => this.preparation.prepare(entry, event, stored)),
    );
    const facts = await this.engine.inLane(claim, async (sql) => {
      const written: StoredFact[] = [];
      let conversationId: string | null = null;
      for (const [index, entry] of inbound.entries()) {
        const message = prepared[index];
        if (message) {
          const received = await this.receive.receive(sql, event.channelAccountId, message);
          conversationId = received.conversationId;
          written.push(...received.facts);
        } else if (entry.type === 'receipt') {
          written.push(...(await this.receipts.apply(sql, event.channelAccountId, entry)));
        }
      }
      const ignored = inbound.find((entry) => entry.type === 'ignored');
      const onlyIgnored = inbound.every((entry) => entry.type === 'ignored');
      await finishEvent(
        sql,
        event.id,
        onlyIgnored
          ? { state: 'ignored', error: ignored?.reason ?? 'nothing said' }
          : { state: 'done', conversationId },
        this.clock.now(),
      );
      return written;
    });
    this.outbox.publish(facts);
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
      await finishEvent(
        sql,
        event.id,
        {
          state: 'dead',
          error: error.message,
          errorClass: error.name,
          conversationId: shown?.conversationId ?? event.conversationId,
        },
        this.clock.now(),
      );
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
