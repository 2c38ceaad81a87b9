import { Injectable } from '@nestjs/common';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { Outbox, Sweeper } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CallInHand } from './call-in-hand.js';
import {
  claimKept,
  type KeptRecording,
  lostCalls,
  rungTooLong,
  waitingAtOwner,
} from './call-work.queries.js';
import { endCall } from './ending.js';
import { LegReports } from './leg-reports.service.js';
import { isFree, releaseFrom, ringAt } from './ringing.js';
import { Surroundings } from './surroundings.service.js';

/** The longest a call lasts at a provider, in milliseconds. Source: twilio.com/docs/voice, `timeLimit`. */
const LONGEST_CALL_MS = 4 * 3_600_000 + 600_000;

/** Goes on with calls where nobody said that they go on: ringing without an end, an owner by hand, recordings left behind. */
@Injectable()
export class CallChores {
  private readonly pool: Pool;
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly surroundings: Surroundings,
    private readonly reports: LegReports,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
    this.sql = sqlOf(this.pool);
    sweeper.every({ name: 'end ringing', everyMs: 2_000, run: () => this.endRinging() });
    sweeper.every({ name: 'ring at owners', everyMs: 1_000, run: () => this.ringAtOwners() });
    sweeper.every({ name: 'delete recordings at providers', everyMs: 2_000, run: () => this.removeKept() });
    sweeper.every({ name: 'end lost calls', everyMs: 60_000, run: () => this.endLost() });
  }

  private async endRinging(): Promise<void> {
    for (const id of await rungTooLong(this.sql, this.clock.now()))
      await this.change(id, async (hand) => {
        const leg = hand.liveLeg('officer');
        if (hand.call.state !== 'ringing' || !leg) return;
        await this.reports.left(hand, await hand.setLeg(leg, { endedAt: hand.now }));
        await hand.ask('legs');
      });
  }

  private async ringAtOwners(): Promise<void> {
    for (const { id, staffId } of await waitingAtOwner(this.sql))
      await this.change(id, async (hand) => {
        if (hand.call.state !== 'waiting') return;
        if (await isFree(hand.sql, staffId)) await ringAt(hand, staffId);
        else await releaseFrom(hand, staffId);
      });
  }

  private async removeKept(): Promise<void> {
    for (const kept of await claimKept(this.sql, this.clock.now()))
      await this.remove(kept).catch((error: unknown) =>
        this.log.fail('a recording could not be deleted at its provider', error, { tries: kept.tries }),
      );
  }

  private async remove({ id, sid, channelAccountId }: KeptRecording): Promise<void> {
    const voice = await this.surroundings.voiceOf(channelAccountId);
    await voice.removeRecording(sid);
    await this.sql.query('UPDATE call_recording SET removed_at = $2 WHERE id = $1', [id, this.clock.now()]);
  }

  private async endLost(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LONGEST_CALL_MS);
    for (const id of await lostCalls(this.sql, before))
      await this.change(id, (hand) => endCall(hand, hand.call.answeredAt ? 'answered' : 'failed'));
  }

  private async change(id: string, work: (hand: CallInHand) => Promise<void>): Promise<void> {
    const facts = await transactSql(this.pool, async (sql) => {
      const hand = await CallInHand.take(sql, id, this.clock.now());
      if (hand) await work(hand);
      return hand?.facts ?? [];
    });
    this.outbox.publish(facts);
  }
}
