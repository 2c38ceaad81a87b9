import { type Actor, conversationScope } from '@sila/access';
import type { VisitorFound } from '@sila/contracts';
import { isoOf, personCte, type Sql, standingCte, standingId } from '@sila/database';
import { DomainError, foldForSearch, latinDigits } from '@sila/domain';
import { type Keys, newId } from '@sila/platform';

const MOST = 8;

/** How a national ID stands in the database: its last digits for people, and a keyed digest to find it by. */
export function nationalIdAddress(keys: Keys, number: string): string {
  const digits = latinDigits(number);
  return `${digits.slice(-4)}:${keys.sign('national-id', digits)}`;
}

/** Somebody of whom the reader may see a conversation. Throws `not-found` for everybody else. */
export async function personSeen(
  sql: Sql,
  staff: Actor,
  contactId: string,
): Promise<{ readonly name: string }> {
  const scope = conversationScope(staff, 'c', 2);
  const rows = await sql.query<{ name: string }>(
    `WITH RECURSIVE ${personCte('$1')}
     SELECT k.name FROM contact k WHERE k.id = $1 AND k.merged_into IS NULL
       AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id IN (SELECT id FROM person) AND ${scope.sql})`,
    [contactId, ...scope.values],
  );
  if (!rows[0]) throw new DomainError('not-found', { field: 'contactId' });
  return rows[0];
}

/** The address by which a desk meets somebody known; made when they are there for the first time. */
export async function addressAt(
  sql: Sql,
  accountId: string,
  contactId: string,
  name: string,
  now: Date,
): Promise<string> {
  await sql.query(
    `INSERT INTO identity (id, contact_id, channel_account_id, kind, value, name, assurance, created_at)
     VALUES ($1, $2::uuid, $3, 'visitor', ($2::uuid)::text, $4, 'asserted', $5) ON CONFLICT (channel_account_id, kind, value) DO NOTHING`,
    [newId(), contactId, accountId, name, now],
  );
  return contactId;
}

/** True when a conversation is with this person, under whichever of their contacts. */
export async function isAbout(sql: Sql, conversationId: string, contactId: string): Promise<boolean> {
  const rows = await sql.query(
    `WITH RECURSIVE ${personCte('$2')}
     SELECT 1 FROM conversation WHERE id = $1 AND contact_id IN (SELECT id FROM person)`,
    [conversationId, contactId],
  );
  return rows.length > 0;
}

/** What a search may look for; each part finds by itself. */
export interface VisitorSought {
  readonly words: readonly string[];
  readonly phone: string | null;
  readonly nationalId: string | null;
  readonly number: string | null;
  readonly sheet: string | null;
}

type Row = VisitorFound & { readonly [column: string]: unknown };

/** People by name, phone or national ID, the one seen last first; only those of whom the reader may see a conversation. */
export async function visitorsBy(sql: Sql, staff: Actor, sought: VisitorSought): Promise<VisitorFound[]> {
  const params: unknown[] = [];
  const add = (value: unknown): string => `$${params.push(value)}`;
  const [found, because] = findBy(sought, add);
  const scope = conversationScope(staff, 'c', params.length + 1);
  params.push(...scope.values);
  return sql.query<Row>(
    `WITH RECURSIVE ${standingCte(`IN (
       SELECT k.id FROM contact k WHERE ${found}
         AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = k.id AND ${scope.sql}))`)}
     SELECT k.id, k.name, '${because}' AS because, json_build_object('id', n.id, 'number', n.number, 'at', ${isoOf('n.last_message_at')}) AS conversation
     FROM contact k CROSS JOIN LATERAL (
       WITH RECURSIVE ${personCte('k.id')}
       SELECT c.id, c.number::int AS number, c.last_message_at FROM conversation c
       WHERE c.contact_id IN (SELECT id FROM person) AND ${scope.sql} ORDER BY c.last_message_at DESC LIMIT 1) n
     WHERE k.id IN (SELECT id FROM standing) ORDER BY n.last_message_at DESC, k.id LIMIT ${MOST}`,
    params,
  );
}

function findBy(
  { words, phone, nationalId }: VisitorSought,
  add: (value: unknown) => string,
): [string, VisitorFound['because']] {
  if (nationalId)
    return [
      `k.id IN (SELECT contact_id FROM identity WHERE kind = 'national-id' AND value = ${add(nationalId)})`,
      'national-id',
    ];
  if (phone) {
    const value = add(phone);
    return [
      `k.id IN (SELECT contact_id FROM identity WHERE (kind = 'phone' AND value = ${value})
         OR claims @> jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', ${value}::text)))`,
      'phone',
    ];
  }
  const alike = words.map((word) => `k.search_name LIKE ${add(`%${escaped(word)}%`)}`);
  return [alike.join(' AND ') || 'false', 'name'];
}

function escaped(word: string): string {
  return foldForSearch(word).replace(/[\\%_]/g, '\\$&');
}

/** The person of a conversation, by its number or that of an interview's sheet. */
export async function visitorByNumber(
  sql: Sql,
  staff: Actor,
  { number, sheet }: VisitorSought,
): Promise<VisitorFound[]> {
  const scope = conversationScope(staff, 'c', 3);
  return sql.query<Row>(
    `SELECT k.id, k.name, CASE WHEN $1::bigint IS NULL THEN 'sheet' ELSE 'number' END AS because,
            json_build_object('id', c.id, 'number', c.number, 'at', ${isoOf('c.last_message_at')}) AS conversation
     FROM conversation c JOIN contact own ON own.id = c.contact_id JOIN contact k ON k.id = ${standingId('own')}
     WHERE (c.number = $1::bigint OR c.id IN (SELECT conversation_id FROM interview WHERE reference = $2)) AND ${scope.sql} LIMIT 1`,
    [number, sheet, ...scope.values],
  );
}
