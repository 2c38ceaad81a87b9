import { type Actor, conversationScope } from '@sila/access';
import type { LedgerEntry } from '@sila/contracts';
import { isoOf, personCte, type Sql } from '@sila/database';
import type { QueryResultRow } from 'pg';

interface EntryRow extends QueryResultRow {
  readonly view: Omit<LedgerEntry, 'from' | 'into' | 'reason'> & {
    readonly from: NonNullable<LedgerEntry['from']>;
    readonly into: NonNullable<LedgerEntry['into']>;
    readonly reason: string;
  };
  readonly seesFrom: boolean;
  readonly seesInto: boolean;
  readonly mayAnswer: boolean;
}

const person = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE json_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

/** A predicate over a contact's conversations; an unheard contact (an address was just given to it) passes. */
const heard = (contactId: string, sql: string, orNone: boolean): string =>
  `(EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = ${contactId} AND ${sql})${
    orNone ? ` OR NOT EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = ${contactId})` : ''
  })`;

/**
 * What was decided about a person, the newest first: entries that touch a contact of whom the reader may see a conversation.
 * The other side is named only if they may see one of it too.
 */
export async function ledgerViews(sql: Sql, staff: Actor, contactId: string): Promise<LedgerEntry[]> {
  const read = conversationScope(staff, 'c', 2);
  const reply = conversationScope(staff, 'c', 2 + read.values.length, 'reply');
  const rows = await sql.query<EntryRow>(
    `WITH RECURSIVE ${personCte('$1')}, seen AS (
       SELECT id FROM person WHERE ${heard('person.id', read.sql, false)}
     )
     SELECT json_build_object('id', l.id, 'kind', CASE WHEN l.moved IS NULL THEN 'merged' ELSE 'address-moved' END,
         'from', ${person('f')}, 'into', ${person('t')}, 'address', i.value, 'at', ${isoOf('l.at')}, 'by', ${person('b')},
         'reason', l.reason, 'mayUndo', l.undone_at IS NULL,
         'undone', CASE WHEN l.undone_at IS NOT NULL THEN
            json_build_object('at', ${isoOf('l.undone_at')}, 'by', ${person('u')}, 'reason', l.undone_reason) END) AS view,
       ${heard('l.from_id', read.sql, true)} AS "seesFrom", ${heard('l.into_id', read.sql, true)} AS "seesInto",
       ${heard('l.from_id', reply.sql, true)} AND ${heard('l.into_id', reply.sql, true)} AS "mayAnswer"
     FROM contact_merge l JOIN contact f ON f.id = l.from_id JOIN contact t ON t.id = l.into_id
     LEFT JOIN staff b ON b.id = l.by LEFT JOIN staff u ON u.id = l.undone_by
     LEFT JOIN identity i ON i.id = (l.moved->0->>'identityId')::uuid
     WHERE l.from_id IN (SELECT id FROM seen) OR l.into_id IN (SELECT id FROM seen) ORDER BY l.id DESC LIMIT 20`,
    [contactId, ...read.values, ...reply.values],
  );
  return rows.map(entryOf);
}

function entryOf({ view, seesFrom, seesInto, mayAnswer }: EntryRow): LedgerEntry {
  const seesBoth = seesFrom && seesInto;
  return {
    ...view,
    from: seesFrom ? view.from : null,
    into: seesInto ? view.into : null,
    reason: seesBoth ? view.reason : null,
    undone: view.undone && { ...view.undone, reason: seesBoth ? view.undone.reason : null },
    mayUndo: view.mayUndo && mayAnswer,
  };
}
