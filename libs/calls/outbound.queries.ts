import type { Sql } from '@sila/database';

/** The call that somebody started under this client id. */
export async function callByClientId(sql: Sql, staffId: string, clientId: string): Promise<string | null> {
  const rows = await sql.query<{ id: string }>(
    `SELECT p.id FROM message m JOIN phone_call p ON p.message_id = m.id WHERE m.client_scope = $1 AND m.client_id = $2`,
    [staffId, clientId],
  );
  return rows[0]?.id ?? null;
}
