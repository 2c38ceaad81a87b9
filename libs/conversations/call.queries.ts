import { isoOf, type Sql } from '@sila/database';

/** The call behind a message, of `phone_call p` and whoever talks, `o`. */
export const CALL_BRIEF = `json_build_object('id', p.id, 'direction', p.direction, 'state', p.state, 'outcome', p.outcome,
  'startedAt', ${isoOf('p.started_at')}, 'answeredAt', ${isoOf('p.answered_at')}, 'endedAt', ${isoOf('p.ended_at')},
  'seconds', CASE WHEN p.answered_at IS NOT NULL THEN extract(epoch FROM p.ended_at - p.answered_at)::int END,
  'recording', coalesce(p.recording, 'off'),
  'officer', CASE WHEN o.id IS NULL THEN NULL ELSE json_build_object('id', o.id, 'name', o.name) END)`;

/** Whether something rings at somebody, or they talk. */
export async function isOnCall(sql: Sql, staffId: string): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM call_leg WHERE staff_id = $1 AND ended_at IS NULL LIMIT 1', [
    staffId,
  ]);
  return rows.length > 0;
}
