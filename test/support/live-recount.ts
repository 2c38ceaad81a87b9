import type { LiveView } from '@sila/contracts';
import type { TestDatabase } from './postgres.js';

/** What the room shows of a queue or a colleague, as numbers that can be compared. */
export interface Counted {
  readonly queues: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly loads: Readonly<Record<string, number>>;
}

/** The numbers of a view, in the form of a recount. */
export function countedOf({ queues, people }: LiveView): Counted {
  return {
    queues: Object.fromEntries(
      queues.map((queue) => [
        queue.id,
        [
          queue.waiting,
          queue.longestWaitSince,
          queue.active,
          queue.late,
          queue.arrivals,
          queue.answers,
          queue.abandoned,
          queue.quarters.arrivals.reduce((sum, arrivals) => sum + arrivals, 0),
          queue.byChannel.reduce((sum, { waiting }) => sum + waiting, 0),
        ],
      ]),
    ),
    loads: Object.fromEntries(people.map(({ id, load }) => [id, load])),
  };
}

/**
 * The same numbers counted from the tables, for doors that are always open and one promise of an answer, in minutes, that holds for
 * everybody. Everything happened within the last hour.
 */
export async function recount(database: TestDatabase, promisedMinutes: number): Promise<Counted> {
  const queues = await database.query<{ id: string; counted: (number | string | null)[] }>(
    `SELECT q.id, json_build_array(
       count(c.id) FILTER (WHERE c.assignee_id IS NULL AND c.waiting_since IS NOT NULL),
       to_char(min(c.waiting_since) FILTER (WHERE c.assignee_id IS NULL) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       count(c.id) FILTER (WHERE c.assignee_id IS NOT NULL),
       count(c.id) FILTER (WHERE c.waiting_since <= now() - $1 * interval '1 minute'),
       coalesce(min(m.arrivals), 0), coalesce(min(m.answers), 0), coalesce(min(m.abandoned), 0), coalesce(min(m.arrivals), 0),
       count(c.id) FILTER (WHERE c.assignee_id IS NULL AND c.waiting_since IS NOT NULL)) AS counted
     FROM queue q LEFT JOIN conversation c ON c.queue_id = q.id AND c.status = 'open'
     LEFT JOIN (SELECT queue_id, sum(arrivals) AS arrivals, sum(answers) AS answers, sum(abandoned) AS abandoned
                FROM (SELECT queue_id, arrivals, answers, abandoned FROM queue_minute
                      UNION ALL SELECT queue_id, arrivals, answers, abandoned FROM queue_delta) each GROUP BY 1) m ON m.queue_id = q.id
     WHERE q.archived_at IS NULL GROUP BY q.id`,
    [promisedMinutes],
  );
  const loads = await database.query<{ id: string; load: number }>(
    `SELECT s.id, (SELECT count(*)::int FROM conversation c WHERE c.assignee_id = s.id AND c.status = 'open'
       AND (c.waiting_since IS NOT NULL OR c.last_message_at > now() - interval '1 hour')) AS load
     FROM staff s WHERE EXISTS (SELECT 1 FROM queue_member m WHERE m.staff_id = s.id)`,
  );
  return {
    queues: Object.fromEntries(queues.map(({ id, counted }) => [id, counted])),
    loads: Object.fromEntries(loads.map(({ id, load }) => [id, load])),
  };
}
