import type { Sql } from '@sila/database';
import { type Address, contactKeysOf, foldForSearch, normaliseText, type Sender } from '@sila/domain';
import { newId } from '@sila/platform';

/** The person behind a sender, locked to the end of the transaction. */
export interface FoundContact {
  readonly contactId: string;
  readonly identityId: string;
  /** True when this message made the person known. */
  readonly isNew: boolean;
}

/**
 * Finds or makes the person of a sender and locks their row, so that everything that follows (which conversation?) is
 * decided by one at a time (promises.md I-3). Parallel lanes of one person meet in the unique keys and agree on one contact.
 */
export async function findContact(
  sql: Sql,
  channelAccountId: string,
  sender: Sender,
  now: Date,
): Promise<FoundContact> {
  const known = await findIdentity(sql, channelAccountId, [sender, ...sender.aliases]);
  if (known) {
    const owner = await lockOwner(sql, known.identityId);
    if (known.found < sender.aliases.length + 1)
      await addIdentities(sql, channelAccountId, sender, owner.id, now);
    return { contactId: owner.personId, identityId: known.identityId, isNew: false };
  }
  const made = await makeContact(sql, sender, now);
  const identityId = await addIdentities(sql, channelAccountId, sender, made.contactId, now);
  const owner = await lockOwner(sql, identityId);
  return { contactId: owner.personId, identityId, isNew: made.isNew && owner.id === made.contactId };
}

async function findIdentity(sql: Sql, channelAccountId: string, addresses: readonly Address[]) {
  const rows = await sql.query<{ identityId: string; kind: string; value: string }>(
    `SELECT id AS "identityId", kind, value FROM identity
     WHERE channel_account_id = $1 AND (kind, value) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [
      channelAccountId,
      addresses.map((address) => address.kind),
      addresses.map((address) => normaliseText(address.value)),
    ],
  );
  for (const address of addresses) {
    const row = rows.find(
      (entry) => entry.kind === address.kind && entry.value === normaliseText(address.value),
    );
    if (row) return { ...row, found: rows.length };
  }
  return null;
}

/** Locks the contact that has an address, and who stands for them after merges: that one is the person. */
async function lockOwner(sql: Sql, identityId: string): Promise<{ id: string; personId: string }> {
  for (let tries = 0; tries < 10; tries++) {
    // Given to somebody else while this waited, the address joins with its old owner no longer: then look again.
    const [row] = await sql.query<{ id: string; mergedInto: string | null }>(
      `SELECT k.id, k.merged_into AS "mergedInto" FROM contact k JOIN identity i ON i.contact_id = k.id
       WHERE i.id = $1 FOR UPDATE OF k, i`,
      [identityId],
    );
    if (row)
      return { id: row.id, personId: row.mergedInto ? await lockContact(sql, row.mergedInto) : row.id };
  }
  throw new Error('an address that has no owner, or a new one all the time');
}

/** Follows merges to the contact that stands for all, and locks the rows on the way. */
export async function lockContact(sql: Sql, contactId: string): Promise<string> {
  const [row] = await sql.query<{ mergedInto: string | null }>(
    'SELECT merged_into AS "mergedInto" FROM contact WHERE id = $1 FOR UPDATE',
    [contactId],
  );
  return row?.mergedInto ? lockContact(sql, row.mergedInto) : contactId;
}

/** Makes a person, unless a strong key of the sender already names one. */
async function makeContact(
  sql: Sql,
  sender: Sender,
  now: Date,
): Promise<{ contactId: string; isNew: boolean }> {
  const id = newId();
  const name = normaliseText(sender.name?.trim() || sender.value).slice(0, 200);
  await sql.query('INSERT INTO contact (id, name, search_name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    name,
    // Nobody types a part of a random number: it would only find people who were not meant.
    foldForSearch(sender.kind === 'visitor' ? name : `${name} ${sender.value}`),
    now,
  ]);
  for (const key of contactKeysOf(sender)) {
    const [row] = await sql.query<{ contactId: string }>(
      `INSERT INTO contact_key (kind, value, contact_id, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (kind, value) DO UPDATE SET value = EXCLUDED.value RETURNING contact_id AS "contactId"`,
      [key.kind, key.value, id, now],
    );
    if (row && row.contactId !== id) {
      await sql.query('DELETE FROM contact_key WHERE contact_id = $1', [id]);
      await sql.query('DELETE FROM contact WHERE id = $1', [id]);
      return { contactId: row.contactId, isNew: false };
    }
  }
  return { contactId: id, isNew: true };
}

/** Adds the sender's addresses to a person; an address somebody else added meanwhile stays with them. Gives the first one's id. */
export async function addIdentities(
  sql: Sql,
  channelAccountId: string,
  sender: Sender,
  contactId: string,
  now: Date,
): Promise<string> {
  let first: string | undefined;
  for (const address of [sender, ...sender.aliases]) {
    const [row] = await sql.query<{ id: string }>(
      `INSERT INTO identity (id, contact_id, channel_account_id, kind, value, name, assurance, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (channel_account_id, kind, value) DO UPDATE SET value = EXCLUDED.value RETURNING id`,
      [
        newId(),
        contactId,
        channelAccountId,
        address.kind,
        normaliseText(address.value),
        cleanName(sender.name),
        sender.assurance,
        now,
      ],
    );
    first ??= row?.id;
  }
  if (!first) throw new Error('a sender without an address');
  return first;
}

function cleanName(name: string | null): string | null {
  return name ? normaliseText(name).trim().slice(0, 200) || null : null;
}
