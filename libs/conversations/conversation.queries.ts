import { personCte, type Sql, SqlParams } from '@sila/database';
import {
  type Address,
  type Candidate,
  type InboundMessage,
  type CloseOutcome,
  type ConversationState,
  type Language,
  normaliseText,
  type Sender,
  type SkillNeed,
} from '@sila/domain';

/** What the writing services need of a conversation, read under its lock. */
export interface LockedConversation extends ConversationState {
  readonly id: string;
  readonly number: number;
  readonly contactId: string;
  readonly channelAccountId: string;
  readonly queueId: string;
  readonly seq: number;
  readonly version: number;
  readonly language: Language | null;
  readonly subject: string | null;
  readonly closeOutcome: CloseOutcome | null;
  readonly [column: string]: unknown;
}

const COLUMNS = `c.id, c.number::int AS number, c.contact_id AS "contactId", c.channel_account_id AS "channelAccountId",
  c.queue_id AS "queueId", c.assignee_id AS "assigneeId", c.status, c.seq, c.version, c.language, c.subject,
  c.waiting_since AS "waitingSince", c.first_response_at AS "firstResponseAt", c.closed_at AS "closedAt",
  c.close_outcome AS "closeOutcome"`;

/** Reads and locks one conversation; null when there is none. */
export async function lockConversation(sql: Sql, id: string): Promise<LockedConversation | null> {
  const rows = await sql.query<LockedConversation>(
    `SELECT ${COLUMNS} FROM conversation c WHERE c.id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** The open conversation of a known sender, both rows locked. */
export interface KnownConversation extends LockedConversation {
  readonly identityId: string;
  readonly personId: string;
}

/** A sender on a channel account. */
export interface Addressed {
  readonly channelAccountId: string;
  readonly from: Pick<Sender, 'kind' | 'value' | 'aliases'>;
}

/**
 * The newest open conversation of the person behind each address, all rows locked, in one statement that waits for nobody. Null
 * where the address or one of its aliases is not known as this person's, the person is one of several merged ones, nothing is
 * open, or somebody else holds one of the rows at this very moment; the long way finds out which, and waits. It alone follows
 * merges, because it looks again once it holds the lock: in one statement, what was merged before would still seem so.
 */
export async function lockNewestOpen(
  sql: Sql,
  senders: readonly Addressed[],
): Promise<(KnownConversation | null)[]> {
  const params = new SqlParams();
  const wanted = params.table([
    { column: 'n', type: 'int', values: senders.map((_, n) => n) },
    { column: 'account_id', type: 'uuid', values: senders.map((sender) => sender.channelAccountId) },
    { column: 'kind', type: 'text', values: senders.map(({ from }) => from.kind) },
    { column: 'value', type: 'text', values: senders.map(({ from }) => normaliseText(from.value)) },
    { column: 'aliases', type: 'jsonb', values: senders.map(({ from }) => aliasesOf(from.aliases)) },
  ]);
  const rows = await sql.query<KnownConversation & { n: number }>(
    `WITH sender AS MATERIALIZED (
       SELECT w.n, i.id AS identity_id, k.id AS contact_id
       FROM ${wanted} w
       JOIN identity i ON i.channel_account_id = w.account_id AND i.kind = w.kind AND i.value = w.value
       JOIN contact k ON k.id = i.contact_id
       WHERE k.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM contact merged WHERE merged.merged_into = k.id)
         AND jsonb_array_length(w.aliases) = (
         SELECT count(*) FROM jsonb_array_elements(w.aliases) alias JOIN identity j
           ON j.channel_account_id = w.account_id AND j.kind = alias->>0 AND j.value = alias->>1 AND j.contact_id = k.id)
       FOR NO KEY UPDATE OF k, i SKIP LOCKED
     )
     SELECT ${COLUMNS}, sender.n, sender.identity_id AS "identityId", sender.contact_id AS "personId"
     FROM sender
     CROSS JOIN LATERAL (
       SELECT o.id FROM conversation o WHERE o.contact_id = sender.contact_id
         AND o.status = 'open' AND o.merged_into IS NULL ORDER BY o.id DESC LIMIT 1) newest
     JOIN conversation c ON c.id = newest.id
     WHERE c.status = 'open' AND c.merged_into IS NULL FOR NO KEY UPDATE OF c SKIP LOCKED`,
    params.values,
  );
  return senders.map((_, n) => rows.find((row) => row.n === n) ?? null);
}

function aliasesOf(aliases: readonly Address[]): string {
  return JSON.stringify(aliases.map(({ kind, value }) => [kind, normaliseText(value)]));
}

/** The person's conversations that a message might belong to. The contact row must be locked by the caller. */
export async function candidatesOf(
  sql: Sql,
  contactId: string,
): Promise<{ open: Candidate | null; closed: Candidate | null }> {
  const rows = await sql.query<Candidate & { [column: string]: unknown }>(
    `WITH RECURSIVE ${personCte('$1')}
     (SELECT id, status, closed_at AS "closedAt" FROM conversation
      WHERE contact_id IN (SELECT id FROM person) AND status = 'open' AND merged_into IS NULL ORDER BY id DESC LIMIT 1)
     UNION ALL
     (SELECT id, status, closed_at FROM conversation
      WHERE contact_id IN (SELECT id FROM person) AND status = 'closed' AND merged_into IS NULL ORDER BY closed_at DESC LIMIT 1)`,
    [contactId],
  );
  return {
    open: rows.find((row) => row.status === 'open') ?? null,
    closed: rows.find((row) => row.status === 'closed') ?? null,
  };
}

/** The conversation that a message names, by its id or by messages that its sender took part in; null when it names none. */
export async function referencedConversation(
  sql: Sql,
  accountId: string,
  message: InboundMessage,
  contactId: string,
): Promise<Candidate | null> {
  for (const reference of message.references) {
    const found =
      reference.kind === 'conversation'
        ? await conversationById(sql, reference.id)
        : await referencedByMessage(sql, accountId, reference.ids, contactId);
    if (found) return found;
  }
  return null;
}

/** The conversation an inbound reference names, if the sender took part in it: a guess must lead nowhere. */
async function referencedByMessage(
  sql: Sql,
  channelAccountId: string,
  providerIds: readonly string[],
  contactId: string,
): Promise<Candidate | null> {
  const rows = await sql.query<Candidate & { providerId: string; [column: string]: unknown }>(
    `WITH RECURSIVE ${personCte('$3')}
     SELECT c.id, c.status, c.closed_at AS "closedAt", m.provider_id AS "providerId"
     FROM message m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.channel_account_id = $1 AND m.provider_id = ANY($2::text[]) AND c.contact_id IN (SELECT id FROM person)`,
    [channelAccountId, providerIds, contactId],
  );
  for (const id of providerIds) {
    const row = rows.find((entry) => entry.providerId === id);
    if (row) return row;
  }
  return null;
}

/** The conversation behind a signed reply address. The signature is the proof, so the sender may be another address. */
async function conversationById(sql: Sql, id: string): Promise<Candidate | null> {
  const rows = await sql.query<Candidate & { [column: string]: unknown }>(
    'SELECT id, status, closed_at AS "closedAt" FROM conversation WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/** Whoever answered the person last is known to the new conversation, too. */
const INSERT_CONVERSATION = `WITH RECURSIVE ${personCte('$2')}
INSERT INTO conversation (id, contact_id, channel_account_id, queue_id, priority, reason, language, subject, may_belong_to,
                               last_message_at, created_at, needs, last_officer_id, last_officer_at)
SELECT $1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $10, $11::jsonb, earlier.last_officer_id, earlier.last_officer_at
FROM (SELECT) one LEFT JOIN LATERAL (
       SELECT last_officer_id, last_officer_at FROM conversation
       WHERE contact_id IN (SELECT id FROM person) AND last_officer_id IS NOT NULL
       ORDER BY last_officer_at DESC NULLS LAST, id DESC LIMIT 1) earlier ON true`;

/** Makes an open conversation without any entry yet: seq 0, version 0. */
export async function insertConversation(
  sql: Sql,
  row: {
    id: string;
    contactId: string;
    channelAccountId: string;
    queueId: string;
    priority: number;
    reason: unknown;
    language: Language | null;
    subject: string | null;
    mayBelongTo: string | null;
    needs?: readonly SkillNeed[];
    at: Date;
  },
): Promise<void> {
  await sql.query(INSERT_CONVERSATION, [
    row.id,
    row.contactId,
    row.channelAccountId,
    row.queueId,
    row.priority,
    JSON.stringify(row.reason),
    row.language,
    row.subject,
    row.mayBelongTo,
    row.at,
    JSON.stringify(row.needs ?? []),
  ]);
}
