import { personCte, type Sql } from '@sila/database';
import { type Address, type Assurance, foldForSearch, type IdentityKind, normaliseText } from '@sila/domain';

/** One address of somebody on one account. */
export interface KnownIdentity {
  readonly id: string;
  readonly contactId: string;
  readonly kind: IdentityKind;
  readonly value: string;
  readonly assurance: Assurance;
  readonly [column: string]: unknown;
}

/** Null when nobody has that address. */
export async function identityAt(
  sql: Sql,
  channelAccountId: string,
  { kind, value }: Address,
): Promise<KnownIdentity | null> {
  const rows = await sql.query<KnownIdentity>(
    `SELECT id, contact_id AS "contactId", kind, value, assurance FROM identity
     WHERE channel_account_id = $1 AND kind = $2 AND value = $3`,
    [channelAccountId, kind, normaliseText(value)],
  );
  return rows[0] ?? null;
}

/** The identity has a new address; everything that was said by the old one stays with it. */
export async function moveIdentity(
  sql: Sql,
  identity: KnownIdentity,
  { kind, value }: Address,
): Promise<void> {
  await sql.query('UPDATE identity SET kind = $2, value = $3, unreachable_at = NULL WHERE id = $1', [
    identity.id,
    kind,
    normaliseText(value),
  ]);
  await sql.query(`UPDATE contact SET search_name = search_name || ' ' || $2 WHERE id = $1`, [
    identity.contactId,
    foldForSearch(value),
  ]);
}

/** Two addresses turn out to be one: what hangs on the old identity goes over to the one that stays. */
export async function joinIdentities(sql: Sql, old: KnownIdentity, staying: KnownIdentity): Promise<void> {
  const both = [old.id, staying.id];
  await sql.query('UPDATE message SET identity_id = $2 WHERE identity_id = $1', both);
  await sql.query(
    `UPDATE message_reaction r SET identity_id = $2 WHERE identity_id = $1
       AND NOT EXISTS (SELECT 1 FROM message_reaction o WHERE o.message_id = r.message_id AND o.identity_id = $2)`,
    both,
  );
  await sql.query('DELETE FROM message_reaction WHERE identity_id = $1', [old.id]);
  await sql.query(
    `UPDATE identity i SET last_inbound_at = greatest(i.last_inbound_at, o.last_inbound_at), name = coalesce(i.name, o.name),
            claims = CASE WHEN i.claims = '[]' THEN o.claims ELSE i.claims END
     FROM identity o WHERE o.id = $1 AND i.id = $2`,
    both,
  );
  await sql.query('DELETE FROM identity WHERE id = $1', [old.id]);
}

/** Notes that the address may be another person's, for people to look at. */
export async function claimAddress(sql: Sql, identityId: string, { kind, value }: Address): Promise<void> {
  const claim = JSON.stringify([{ kind, value: normaliseText(value) }]);
  await sql.query(
    `UPDATE identity SET claims = claims || $2::jsonb WHERE id = $1 AND NOT claims @> $2::jsonb`,
    [identityId, claim],
  );
}

/** The conversations that show a change of the person: all that are open, else the last one. */
export async function conversationsToTell(sql: Sql, contactId: string): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string; open: boolean }>(
    `WITH RECURSIVE ${personCte('$1')}
     SELECT id, status = 'open' AS open FROM conversation
     WHERE contact_id IN (SELECT id FROM person) AND merged_into IS NULL ORDER BY id`,
    [contactId],
  );
  const open = rows.filter((row) => row.open);
  return (open.length > 0 ? open : rows.slice(-1)).map(({ id }) => id);
}
