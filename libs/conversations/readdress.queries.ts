import type { Sql } from '@sila/database';
import { type Address, type Fact, normaliseText } from '@sila/domain';
import { laneIdOf, LEASE_MS } from '@sila/lanes';
import { ringOutboundLane } from './outbound.queries.js';

/**
 * Answers that wait for the old address go to the new one, in their order. While one is on its way by the old lane the new lane
 * rests, so that none overtakes it.
 */
export async function readdressQueued(
  sql: Sql,
  channelAccountId: string,
  from: Address,
  to: Address,
): Promise<readonly Fact[]> {
  const oldLane = laneIdOf('out', channelAccountId, normaliseText(from.value));
  const laneId = laneIdOf('out', channelAccountId, normaliseText(to.value));
  const waiting = await sql.query<{ status: string }>(
    `SELECT status FROM message WHERE lane_id = $1 AND status IN ('queued', 'sending') FOR UPDATE`,
    [oldLane],
  );
  if (oldLane === laneId || !waiting.some(({ status }) => status === 'queued')) return [];
  await ringOutboundLane(sql, laneId, { channelAccountId, value: normaliseText(to.value) });
  const moved = await sql.query<{ id: string }>(
    `UPDATE message SET lane_id = $2, address_kind = $3, address = $4 WHERE lane_id = $1 AND status = 'queued' RETURNING id`,
    [oldLane, laneId, to.kind, normaliseText(to.value)],
  );
  if (waiting.some(({ status }) => status === 'sending'))
    await sql.query(
      `UPDATE lane SET not_before = clock_timestamp() + $2 * interval '1 millisecond' WHERE id = $1`,
      [laneId, LEASE_MS],
    );
  return moved.map(({ id }) => ({
    type: 'message.queued',
    stream: id,
    seq: 0,
    ids: { messageId: id, laneId },
  }));
}
