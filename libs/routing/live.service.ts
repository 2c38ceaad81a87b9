import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand, queueScope } from '@sila/access';
import { CallReader } from '@sila/calls';
import { AnswerClock } from '@sila/conversations';
import type { LiveView } from '@sila/contracts';
import { isoOf, poolOf, type Sql, sqlOf } from '@sila/database';
import { capacityInAll, ChannelDirectory, SettingService, takesRoom } from '@sila/directory';
import { Clock } from '@sila/platform';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { waitsIn } from './wait.queries.js';

interface LiveRow extends QueryResultRow {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly waiting: number;
  readonly longestWaitSince: Date | null;
  readonly active: number;
  readonly staff: LiveView['queues'][number]['staff'];
  readonly channels: { channel: string; waiting: number; arrivals: number; answers: number }[];
}

/** The supervisor's room: who waits, since when, who is there with what load. Figures are for staffing, never about a person (P8, P11). */
@Injectable()
export class LiveService {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly directory: ChannelDirectory,
    private readonly calls: CallReader,
    private readonly answerClock: AnswerClock,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** The queues this person may see, as they are now. */
  async view(staff: CurrentStaff): Promise<LiveView> {
    demand(staff, 'queue.live');
    const now = this.clock.now();
    const scope = queueScope(staff, 'q', 4);
    const room = await this.settings.room(now);
    const rows = await this.sql.query<LiveRow>(
      `${LIVE} WHERE q.archived_at IS NULL AND ${scope.sql} ORDER BY q.created_at, q.id`,
      [now, JSON.stringify(room.capacity), room.quietSince, ...scope.values],
    );
    const icons = await this.iconsByChannel();
    const promises = await this.promises(now);
    const calls = await this.calls.live(staff);
    return {
      at: now.toISOString(),
      queues: rows.map((row) => ({ ...queueView(row, icons), ...promises(row.id) })),
      calls,
    };
  }

  /** How many promised answers are at risk and late in a queue. */
  private async promises(now: Date): Promise<(queueId: string) => { atRisk: number; late: number }> {
    const dueOf = await this.answerClock.read();
    const dues = (await waitsIn(this.sql)).map((wait) => ({ queueId: wait.queueId, due: dueOf(wait) }));
    return (queueId) => {
      const own = dues.flatMap(({ queueId: of, due }) => (of === queueId && due ? [due] : []));
      const late = own.filter(({ dueAt }) => dueAt <= now).length;
      return { late, atRisk: own.filter(({ warnAt }) => warnAt <= now).length - late };
    };
  }

  private async iconsByChannel(): Promise<Map<string, { label: string; icon: string }>> {
    const accounts = await this.directory.accounts();
    return new Map(
      accounts.map((account) => [account.channel.name, { label: account.label, icon: account.channel.icon }]),
    );
  }
}

function queueView(
  row: LiveRow,
  icons: ReadonlyMap<string, { label: string; icon: string }>,
): Omit<LiveView['queues'][number], 'atRisk' | 'late'> {
  const { channels, longestWaitSince, ...rest } = row;
  const sum = (key: 'arrivals' | 'answers') => channels.reduce((total, entry) => total + entry[key], 0);
  return {
    ...rest,
    longestWaitSince: longestWaitSince?.toISOString() ?? null,
    arrivals: sum('arrivals'),
    answers: sum('answers'),
    byChannel: channels.map((entry) => ({
      ...entry,
      ...(icons.get(entry.channel) ?? { label: entry.channel, icon: 'message-circle' }),
    })),
  };
}

/** Waiting counts read the partial index of waiting conversations; arrivals and answers are minutes folded beforehand. */
const LIVE = `
SELECT q.id, q.name_ar AS "nameAr", q.name_en AS "nameEn",
  (SELECT count(*)::int FROM conversation c WHERE c.queue_id = q.id AND c.status = 'open' AND c.assignee_id IS NULL
     AND c.waiting_since IS NOT NULL) AS waiting,
  (SELECT min(c.waiting_since) FROM conversation c WHERE c.queue_id = q.id AND c.status = 'open' AND c.assignee_id IS NULL) AS "longestWaitSince",
  (SELECT count(*)::int FROM conversation c WHERE c.queue_id = q.id AND c.status = 'open' AND c.assignee_id IS NOT NULL) AS active,
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'presence', coalesce(p.state, 'offline'),
       'load', (SELECT count(*) FROM conversation c WHERE c.assignee_id = s.id AND c.status = 'open' AND ${takesRoom('c', '$3')}),
       'capacity', ${capacityInAll('s', '$2')}, 'since', ${isoOf('coalesce(p.since, s.created_at)')}) ORDER BY s.name), '[]')
   FROM queue_member m JOIN staff s ON s.id = m.staff_id LEFT JOIN presence p ON p.staff_id = s.id
   WHERE m.queue_id = q.id AND s.disabled_at IS NULL) AS staff,
  (SELECT coalesce(json_agg(json_build_object('channel', f.channel, 'waiting', f.waiting, 'arrivals', f.arrivals, 'answers', f.answers)
       ORDER BY f.channel), '[]')
   FROM (
     SELECT channel, sum(waiting)::int AS waiting, sum(arrivals)::int AS arrivals, sum(answers)::int AS answers FROM (
       SELECT channel, 0 AS waiting, arrivals, answers FROM queue_minute WHERE queue_id = q.id AND minute > $1::timestamptz - interval '1 hour'
       UNION ALL SELECT channel, 0, arrivals, answers FROM queue_delta WHERE queue_id = q.id AND at > $1::timestamptz - interval '1 hour'
       UNION ALL SELECT a.channel, 1, 0, 0 FROM conversation c JOIN channel_account a ON a.id = c.channel_account_id
         WHERE c.queue_id = q.id AND c.status = 'open' AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL
     ) entries GROUP BY channel
   ) f) AS channels
FROM queue q`;
