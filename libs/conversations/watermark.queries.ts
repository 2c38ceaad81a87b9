import type { Sql } from '@sila/database';
import type { InboundWatermark } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { LEFT_AT, lockMessage, setStatus } from './receipt.queries.js';

const COLUMN = { delivered: 'delivered_until', read: 'read_until' } as const;

/**
 * Keeps until when everything sent to an address was delivered or read, and lets what had gone out by then climb. What goes out
 * later, or is only later known to have gone out, meets the kept mark in `setStatus` (promises.md S). Gives the facts to publish.
 */
export async function applyWatermark(
  sql: Sql,
  channelAccountId: string,
  { to, status, upTo }: InboundWatermark,
  now: Date,
): Promise<readonly StoredFact[]> {
  const column = COLUMN[status];
  const [identity] = await sql.query<{ id: string }>(
    `UPDATE identity SET ${column} = greatest(${column}, $4) WHERE channel_account_id = $1 AND kind = $2 AND value = $3 RETURNING id`,
    [channelAccountId, to.kind, to.value, upTo],
  );
  if (!identity) return [];
  const facts: StoredFact[] = [];
  for (const { id } of await sentTo(sql, identity.id, status, upTo)) {
    const message = await lockMessage(sql, id);
    if (message)
      facts.push(
        ...(await setStatus(sql, message, { ...NOTHING_ELSE, status: message.seen ?? message.status }, now)),
      );
  }
  return facts;
}

const NOTHING_ELSE = { providerId: null, errorCode: null, errorDetail: null, needsTemplate: false } as const;

/** What surely went out to an address by then and does not stand as high yet, oldest first. */
function sentTo(
  sql: Sql,
  identityId: string,
  status: InboundWatermark['status'],
  upTo: Date,
): Promise<{ id: string }[]> {
  return sql.query<{ id: string }>(
    `SELECT m.id FROM message m WHERE m.identity_id = $1 AND m.direction IN ('out', 'notice') AND m.status = ANY($2)
       AND ${LEFT_AT} <= $3 ORDER BY m.id`,
    [identityId, status === 'read' ? ['accepted', 'sent', 'delivered'] : ['accepted', 'sent'], upTo],
  );
}
