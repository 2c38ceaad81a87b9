import type { MovedAddress, Sql } from '@sila/database';
import { type Address, foldForSearch, isSameAddress, keyOf, type Merge, normaliseText } from '@sila/domain';
import { newId } from '@sila/platform';

/** What joins a contact's own words for search with the name that stands for them: never a part of either. */
const BETWEEN = '\u001f';

/** An entry of the ledger of people, as far as taking it back needs it. */
export interface LedgerEntry extends Merge {
  readonly id: string;
  readonly moved: readonly MovedAddress[] | null;
  readonly undoneAt: Date | null;
  readonly [column: string]: unknown;
}

/** An address and the contact that has it. */
export interface OwnedAddress extends Address {
  readonly id: string;
  readonly contactId: string;
  readonly name: string | null;
  readonly [column: string]: unknown;
}

export async function entryById(sql: Sql, id: string): Promise<LedgerEntry | null> {
  const rows = await sql.query<LedgerEntry>(
    `SELECT id, from_id AS "fromId", into_id AS "intoId", moved, undone_at AS "undoneAt" FROM contact_merge WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function writeEntry(
  sql: Sql,
  entry: Merge & { moved: readonly MovedAddress[] | null; by: string; reason: string; at: Date },
): Promise<string> {
  const id = newId();
  await sql.query(
    `INSERT INTO contact_merge (id, from_id, into_id, moved, by, reason, at) VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
    [
      id,
      entry.fromId,
      entry.intoId,
      entry.moved && JSON.stringify(entry.moved),
      entry.by,
      normaliseText(entry.reason),
      entry.at,
    ],
  );
  return id;
}

/** Marks an entry as taken back; false when it was before. */
export async function closeEntry(
  sql: Sql,
  id: string,
  undone: { readonly by: string; readonly reason: string; readonly at: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE contact_merge SET undone_by = $2, undone_reason = $3, undone_at = $4 WHERE id = $1 AND undone_at IS NULL RETURNING id`,
    [id, undone.by, normaliseText(undone.reason), undone.at],
  );
  return rows.length > 0;
}

/**
 * Points a contact at who stands for them from now on (null: themselves). They and everybody merged into them are found by
 * that one's name too, because it stands over their conversations.
 */
export async function pointContact(
  sql: Sql,
  contactId: string,
  intoId: string | null,
  parts: readonly string[],
): Promise<void> {
  await sql.query('UPDATE contact SET merged_into = $2 WHERE id = $1', [contactId, intoId]);
  const standing = intoId ?? contactId;
  const [row] = await sql.query<{ name: string }>('SELECT name FROM contact WHERE id = $1', [standing]);
  await sql.query(
    `UPDATE contact SET search_name = split_part(search_name, $2, 1) || CASE WHEN id = $3 THEN '' ELSE $2 || $4 END
     WHERE id = ANY($1::uuid[])`,
    [parts, BETWEEN, standing, foldForSearch(row?.name ?? '')],
  );
}

export async function addressById(sql: Sql, identityId: string): Promise<OwnedAddress | null> {
  const rows = await sql.query<OwnedAddress>(
    'SELECT id, contact_id AS "contactId", kind, value, name FROM identity WHERE id = $1',
    [identityId],
  );
  return rows[0] ?? null;
}

/** An address with all others of these contacts that are the same number or mailbox, on whatever account. */
export async function sameAddresses(
  sql: Sql,
  address: OwnedAddress,
  contactIds: readonly string[],
): Promise<OwnedAddress[]> {
  const rows = await sql.query<OwnedAddress>(
    'SELECT id, contact_id AS "contactId", kind, value, name FROM identity WHERE contact_id = ANY($1::uuid[]) AND kind = $2',
    [contactIds, address.kind],
  );
  return rows.filter((row) => row.id === address.id || isSameAddress(row, address));
}

/** Gives addresses to other contacts, each its own. */
export async function giveAddresses(
  sql: Sql,
  gifts: readonly { readonly identityId: string; readonly toId: string }[],
): Promise<void> {
  await sql.query(
    `UPDATE identity SET contact_id = gift."toId"
     FROM jsonb_to_recordset($1::jsonb) AS gift("identityId" uuid, "toId" uuid) WHERE identity.id = gift."identityId"`,
    [JSON.stringify(gifts)],
  );
}

/** The key of an address goes with it, if it is theirs: the next message from there, by whatever account, is the new owner's. */
export async function giveKey(
  sql: Sql,
  address: Address,
  fromIds: readonly string[],
  toId: string,
): Promise<void> {
  const key = keyOf(address);
  if (!key) return;
  await sql.query(
    'UPDATE contact_key SET contact_id = $4 WHERE kind = $1 AND value = $2 AND contact_id = ANY($3::uuid[])',
    [key.kind, key.value, fromIds, toId],
  );
}

/** A person of whom nothing is known but an address: called by it, not by the name of who had it. */
export async function makeContactOf(sql: Sql, address: OwnedAddress, now: Date): Promise<string> {
  const id = newId();
  const name = keyOf(address) ? address.value : (address.name ?? address.value);
  await sql.query('INSERT INTO contact (id, name, search_name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    foldForSearch(name),
    now,
  ]);
  return id;
}

/** Every conversation of these contacts, oldest first. */
export async function conversationsOf(sql: Sql, contactIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'SELECT id FROM conversation WHERE contact_id = ANY($1::uuid[]) ORDER BY id',
    [contactIds],
  );
  return rows.map((row) => row.id);
}
