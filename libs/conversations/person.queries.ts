import { type Actor, conversationScope, type Scope } from '@sila/access';
import { standingCte, type Sql } from '@sila/database';
import type { Lineage } from '@sila/domain';

/**
 * The addresses `alias` that somebody may see of the people in the table `person`: those of a contact, or in a message, of a
 * conversation that they may read. A merge brings the addresses of both people together and opens none.
 */
export function addressScope(staff: Actor, alias: string, firstParamIndex: number): Scope {
  const { sql, values } = conversationScope(staff, 'seen', firstParamIndex);
  return {
    sql: `(EXISTS (SELECT 1 FROM conversation seen WHERE seen.contact_id = ${alias}.contact_id AND ${sql})
      OR EXISTS (SELECT 1 FROM conversation seen JOIN message said ON said.conversation_id = seen.id
                 WHERE seen.contact_id IN (SELECT id FROM person) AND said.identity_id = ${alias}.id AND ${sql}))`,
    values,
  };
}

const TREE = `WITH RECURSIVE ${standingCte('= ANY($1::uuid[])')}, tree AS (
    SELECT id, 0 AS depth FROM standing
    UNION SELECT contact.id, tree.depth + 1 FROM contact JOIN tree ON contact.merged_into = tree.id)
  SELECT k.id, k.merged_into AS "mergedInto" FROM tree JOIN contact k ON k.id = tree.id`;

interface Member {
  readonly id: string;
  readonly mergedInto: string | null;
  readonly [column: string]: unknown;
}

/** Everybody who is one person with one of these contacts, as it is at this moment. */
export async function lineageOf(sql: Sql, contactIds: readonly string[]): Promise<Lineage> {
  return lineage(await sql.query<Member>(TREE, [contactIds]));
}

/**
 * The same, and locked to the end of the transaction: who was merged before who stands for them, as a message on its way in
 * does, then by id.
 */
export async function lockLineage(sql: Sql, contactIds: readonly string[]): Promise<Lineage> {
  for (let known: Lineage = new Map(); ;) {
    const next = lineage(
      await sql.query<Member>(`${TREE} ORDER BY tree.depth DESC, k.id FOR UPDATE OF k`, [contactIds]),
    );
    // Who joined while this waited is not locked yet; who is locked can't join or leave.
    if (next.size === known.size && [...next.keys()].every((id) => known.has(id))) return next;
    known = next;
  }
}

function lineage(rows: readonly Member[]): Lineage {
  return new Map(rows.map(({ id, mergedInto }) => [id, mergedInto]));
}

/** True when somebody may answer in at least one conversation of these contacts. */
export async function mayAnswer(sql: Sql, staff: Actor, contactIds: readonly string[]): Promise<boolean> {
  const scope = conversationScope(staff, 'c', 2, 'reply');
  const rows = await sql.query(
    `SELECT 1 FROM conversation c WHERE c.contact_id = ANY($1::uuid[]) AND ${scope.sql} LIMIT 1`,
    [contactIds, ...scope.values],
  );
  return rows.length > 0;
}

/** True when nobody ever talked with these contacts: so it is with who an address was just given to. */
export async function isUnheard(sql: Sql, contactIds: readonly string[]): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM conversation WHERE contact_id = ANY($1::uuid[]) LIMIT 1', [
    contactIds,
  ]);
  return rows.length === 0;
}
