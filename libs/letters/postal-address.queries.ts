import type { Sql } from '@sila/database';
import type { PostalAddress } from '@sila/domain';
import { newId } from '@sila/platform';

/** Keeps where letters to somebody are sent from an account; the last one counts. Gives the address's identity. Lock the person before. */
export async function savePostalAddress(
  sql: Sql,
  accountId: string,
  contactId: string,
  address: PostalAddress,
  now: Date,
): Promise<string> {
  const known = await sql.query<{ id: string }>(
    `UPDATE identity SET postal_address = $3::jsonb, name = (SELECT name FROM contact WHERE id = $2)
     WHERE id = (SELECT id FROM identity WHERE channel_account_id = $1 AND contact_id = $2 AND postal_address IS NOT NULL
                 ORDER BY id LIMIT 1) RETURNING id`,
    [accountId, contactId, JSON.stringify(address)],
  );
  if (known[0]) return known[0].id;
  const id = newId();
  await sql.query(
    `INSERT INTO identity (id, contact_id, channel_account_id, kind, value, name, assurance, postal_address, created_at)
     SELECT $1, k.id, $3, 'paper', $4, k.name, 'claimed', $5::jsonb, $6 FROM contact k WHERE k.id = $2`,
    [id, contactId, accountId, `post:${id}`, JSON.stringify(address), now],
  );
  return id;
}
