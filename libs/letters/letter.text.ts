import { searchText } from '@sila/conversations';
import type { Sql } from '@sila/database';
import { normaliseText } from '@sila/domain';

/** Gives a letter its words: as they were read, or as a person corrected them. They are found by search like any message. */
export async function writeText(sql: Sql, messageId: string, text: string): Promise<void> {
  await sql.query(`UPDATE message SET text = $2, search = to_tsvector('simple', $3) WHERE id = $1`, [
    messageId,
    normaliseText(text),
    searchText(null, text),
  ]);
}
