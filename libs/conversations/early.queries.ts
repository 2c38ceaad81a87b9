import type { Sql } from '@sila/database';
import { normaliseJson, normaliseText } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { writeFacts } from '@sila/lanes';
import { newId } from '@sila/platform';
import { applyToTarget, type Effect, type MessageChange } from './message-change.queries.js';
import { applyEarlyReceipts } from './receipt.queries.js';
import { removeRawOf } from './removal.queries.js';
import { lockTarget, type Origin } from './target.queries.js';

interface Early {
  readonly eventId: string;
  readonly change: MessageChange;
  readonly [column: string]: unknown;
}

/** Applies a change to its message, or keeps it until the message is known, as receipts are kept. */
export async function applyOrKeep(
  sql: Sql,
  channelAccountId: string,
  change: MessageChange,
  origin: Origin,
): Promise<Effect> {
  const known = await lockTarget(sql, channelAccountId, change.target, change.from);
  if (known) return applyToTarget(sql, known, change, origin);
  // An answer of ours may get its provider id at this very moment, in a transaction that we can't see into.
  await takeTurn(sql, channelAccountId, change.target);
  const late = await lockTarget(sql, channelAccountId, change.target, change.from);
  if (late) return applyToTarget(sql, late, change, origin);
  const facts = await keep(sql, channelAccountId, change, origin);
  return { conversationId: null, facts, ignored: null };
}

/** Everything that came before the provider's id of an answer of ours was known. */
export async function applyEarly(
  sql: Sql,
  channelAccountId: string,
  messageId: string,
  providerId: string,
  now: Date,
): Promise<readonly StoredFact[]> {
  const receipts = await applyEarlyReceipts(sql, channelAccountId, messageId, providerId, now);
  await takeTurn(sql, channelAccountId, providerId);
  return [...receipts, ...(await applyEarlyChanges(sql, channelAccountId, providerId, now))];
}

/** Reactions, edits and deletions that came before the message, in the order they came. */
export async function applyEarlyChanges(
  sql: Sql,
  channelAccountId: string,
  providerId: string,
  now: Date,
): Promise<readonly StoredFact[]> {
  const early = await sql.query<Early & { id: string }>(
    `DELETE FROM early_change WHERE channel_account_id = $1 AND target = $2 RETURNING id, event_id AS "eventId", change`,
    [channelAccountId, normaliseText(providerId)],
  );
  const facts: StoredFact[] = [];
  for (const { eventId, change } of early.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const revived = revive(change);
    const target = await lockTarget(sql, channelAccountId, providerId, revived.from);
    if (!target) continue;
    const effect = await applyToTarget(sql, target, revived, { eventId, now });
    facts.push(...effect.facts);
    if (effect.ignored) await noteIgnored(sql, eventId, effect.ignored);
  }
  return facts;
}

async function keep(
  sql: Sql,
  channelAccountId: string,
  change: MessageChange,
  { eventId, now }: Origin,
): Promise<readonly StoredFact[]> {
  const facts = change.type === 'deletion' ? await dropTexts(sql, channelAccountId, change, now) : [];
  await sql.query(
    `INSERT INTO early_change (id, channel_account_id, target, event_id, change, received_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      newId(),
      channelAccountId,
      normaliseText(change.target),
      eventId,
      JSON.stringify(normaliseJson(change)),
      now,
    ],
  );
  return facts;
}

/** What waits of the same sender about a message that is taken back must not go on waiting. */
async function dropTexts(
  sql: Sql,
  channelAccountId: string,
  { target, from }: MessageChange,
  now: Date,
): Promise<readonly StoredFact[]> {
  const dropped = await sql.query<{ eventId: string }>(
    `DELETE FROM early_change WHERE channel_account_id = $1 AND target = $2
       AND change->>'type' = 'edit' AND change->'from'->>'kind' = $3 AND change->'from'->>'value' = $4 RETURNING event_id AS "eventId"`,
    [channelAccountId, normaliseText(target), from.kind, normaliseText(from.value)],
  );
  const removals = await removeRawOf(
    sql,
    dropped.map(({ eventId }) => eventId),
    now,
  );
  return writeFacts(sql, removals);
}

/** Whoever keeps a change and whoever makes its message known wait for each other. */
async function takeTurn(sql: Sql, channelAccountId: string, providerId: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${channelAccountId}|${normaliseText(providerId)}`,
  ]);
}

/** Says in the ledger of what came in why it had no effect after all. */
async function noteIgnored(sql: Sql, eventId: string, reason: string): Promise<void> {
  await sql.query(`UPDATE inbound_event SET state = 'ignored', error = $2 WHERE id = $1`, [eventId, reason]);
}

/** JSON has no dates. */
function revive(change: MessageChange): MessageChange {
  return { ...change, at: change.at === null ? null : new Date(change.at) };
}
