import { personCte, type Sql } from '@sila/database';

/** The call that somebody started under this client id. */
export async function callByClientId(sql: Sql, staffId: string, clientId: string): Promise<string | null> {
  const rows = await sql.query<{ id: string }>(
    `SELECT p.id FROM message m JOIN phone_call p ON p.message_id = m.id WHERE m.client_scope = $1 AND m.client_id = $2`,
    [staffId, clientId],
  );
  return rows[0]?.id ?? null;
}

/** Whether something rings at somebody, or they talk. */
export async function isOnCall(sql: Sql, staffId: string): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM call_leg WHERE staff_id = $1 AND ended_at IS NULL LIMIT 1', [
    staffId,
  ]);
  return rows.length > 0;
}

/**
 * The number of a person that a conversation reaches: the one asked for, the one of its last message by telephone number, else
 * another one that they are known by.
 */
export async function numberOf(
  sql: Sql,
  conversationId: string,
  contactId: string,
  address: string | undefined,
): Promise<{ value: string; name: string | null } | null> {
  const rows = await sql.query<{ value: string; name: string | null }>(
    `WITH RECURSIVE ${personCte('$2')}
     SELECT i.value, i.name FROM identity i
     WHERE i.kind = 'phone' AND i.contact_id IN (SELECT id FROM person) AND ($3::text IS NULL OR i.value = $3)
     ORDER BY EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = $1 AND m.address = i.value) DESC,
              (i.assurance = 'verified') DESC, i.created_at DESC LIMIT 1`,
    [conversationId, contactId, address ?? null],
  );
  return rows[0] ?? null;
}
