import { Injectable } from '@nestjs/common';
import type { Voice } from '@sila/channels';
import type { Sql } from '@sila/database';
import { ChannelDirectory, SettingService } from '@sila/directory';
import { type CallSituation, DomainError, expectedMinutes, isOpen } from '@sila/domain';
import type { CallRow } from './call.queries.js';

/** How many of the last waits an estimate is made from. */
const RECENT = 20;

/** What surrounds a call: the account's rules, the association's hours, who waits before it. */
@Injectable()
export class Surroundings {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly settings: SettingService,
  ) {}

  /** What the account does beside telling. Throws `not-found` for accounts that take no calls. */
  async voiceOf(accountId: string): Promise<Voice> {
    const { voice } = await this.directory.connection(accountId);
    if (!voice) throw new DomainError('not-found');
    return voice;
  }

  async situation(sql: Sql, call: CallRow, now: Date): Promise<CallSituation> {
    const { rules } = await this.voiceOf(call.channelAccountId);
    const { hours } = (await this.settings.association()).value;
    const waitedMs = call.waitingSince ? now.getTime() - call.waitingSince.getTime() : 0;
    const place = call.waitingSince ? await placeOf(sql, call) : 1;
    return {
      isOpen: isOpen(hours, now),
      keys: rules.menu.map(({ key }) => key),
      records: rules.records,
      place,
      minutes: expectedMinutes(place, call.waitingSince ? await recentWaits(sql, call) : []),
      waitedTooLong: waitedMs > rules.maximumWaitMinutes * 60_000,
      canBeCalled: call.caller.kind === 'phone',
    };
  }

  /** The queue behind a key of the menu, by its name; the account's own where there is none of that name. */
  async queueFor(sql: Sql, call: CallRow, key: string | null): Promise<string> {
    const account = await this.directory.account(call.channelAccountId);
    const name = account.connection.voice?.rules.menu.find((entry) => entry.key === key)?.queue;
    const rows = await sql.query<{ id: string }>(
      'SELECT id FROM queue WHERE archived_at IS NULL AND $1 IN (name_ar, name_en) ORDER BY id LIMIT 1',
      [name ?? ''],
    );
    return rows[0]?.id ?? account.queueId ?? (await this.settings.routing()).value.defaultQueueId;
  }
}

async function placeOf(sql: Sql, { id, queueId, waitingSince }: CallRow): Promise<number> {
  const rows = await sql.query<{ before: number }>(
    `SELECT count(*)::int AS before FROM phone_call WHERE ended_at IS NULL AND queue_id = $1 AND state IN ('waiting', 'ringing')
       AND (waiting_since, id) < ($2::timestamptz, $3::uuid)`,
    [queueId, waitingSince, id],
  );
  return (rows[0]?.before ?? 0) + 1;
}

async function recentWaits(sql: Sql, { queueId }: CallRow): Promise<number[]> {
  const rows = await sql.query<{ ms: number }>(
    `SELECT (extract(epoch FROM answered_at - waiting_since) * 1000)::float8 AS ms FROM phone_call
     WHERE queue_id = $1 AND direction = 'in' AND answered_at IS NOT NULL ORDER BY id DESC LIMIT ${RECENT}`,
    [queueId],
  );
  return rows.map(({ ms }) => ms);
}
