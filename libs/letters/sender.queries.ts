import { type Actor, conversationScope, worksDeskOf, type Scope } from '@sila/access';
import type { SenderSuggestion } from '@sila/contracts';
import { type Sql, standingId } from '@sila/database';
import {
  foldForSearch,
  normaliseEmail,
  normaliseText,
  type SenderHints,
  senderHints,
  toE164,
} from '@sila/domain';
import { newId } from '@sila/platform';

const MOST = 6;
/** How alike a name has to be, 0 to 1 (pg_trgm). */
const ALIKE = 0.35;

type Row = SenderSuggestion & { readonly [column: string]: unknown };

/** A letter as far as it says who may be looked for: where it is kept, what stands on it, whose it is now. */
export interface UnknownLetter {
  readonly queueId: string;
  readonly text: string;
  readonly contactId: string;
}

/**
 * People who may have written a letter. By a number or an address that stands on it, those who receive letters are told the
 * name that belongs to it, whoever that is: matching them is their work, and the letter itself told them the rest. By a name
 * only people come up of whom the reader sees a conversation (architecture.md §5, "Paper").
 */
export async function suggestedSenders(
  sql: Sql,
  staff: Actor,
  letter: UnknownLetter,
  hints: SenderHints,
): Promise<SenderSuggestion[]> {
  const byKey = await peopleWith(sql, letter.contactId, keysOf(hints), reachOf(staff, letter));
  const byName = await peopleNamed(sql, staff, hints.names, letter.contactId);
  return joined(byKey, byName);
}

/** The same for what somebody types: a name, a phone, an address. Nobody is found of whom they see no conversation. */
export async function foundSenders(
  sql: Sql,
  staff: Actor,
  q: string,
  exceptId: string,
): Promise<SenderSuggestion[]> {
  const phone = /\p{L}/u.test(q) ? null : toE164(q);
  const typed = { names: [q], phones: phone ? [phone] : [], emails: q.includes('@') ? [q] : [], ids: [] };
  const byKey = await peopleWith(sql, exceptId, keysOf(typed), conversationScope(staff, 'c', 4));
  return joined(byKey, await peopleNamed(sql, staff, typed.names, exceptId));
}

/** Whether somebody may say that a letter is from this person: they see a conversation of theirs, or were told their name. */
export async function mayBeSender(
  sql: Sql,
  staff: Actor,
  letter: UnknownLetter,
  contactId: string,
): Promise<boolean> {
  if (await isSeen(sql, staff, contactId)) return true;
  const keys = keysOf(senderHints(letter.text));
  const told = await peopleWith(sql, letter.contactId, keys, reachOf(staff, letter));
  return told.some(({ id }) => id === contactId);
}

function reachOf(staff: Actor, { queueId }: UnknownLetter): Scope {
  return worksDeskOf(staff, queueId) ? EVERYBODY : conversationScope(staff, 'c', 4);
}

const EVERYBODY: Scope = { sql: 'true', values: [] };

function joined(byKey: readonly Row[], byName: readonly Row[]): SenderSuggestion[] {
  return [...byKey, ...byName.filter(({ id }) => !byKey.some((person) => person.id === id))].slice(0, MOST);
}

interface Key {
  readonly kind: 'phone' | 'email';
  readonly value: string;
}

function keysOf({ phones, emails }: SenderHints): Key[] {
  return [
    ...phones.flatMap((text): Key[] => {
      const value = toE164(text);
      return value ? [{ kind: 'phone', value }] : [];
    }),
    ...emails.map((text): Key => ({ kind: 'email', value: normaliseEmail(text) })),
  ];
}

async function peopleWith(sql: Sql, exceptId: string, keys: readonly Key[], scope: Scope): Promise<Row[]> {
  if (keys.length === 0) return [];
  return sql.query<Row>(
    `SELECT DISTINCT ON (k.id) k.id, k.name, i.kind AS because, i.value
     FROM identity i JOIN contact owner ON owner.id = i.contact_id JOIN contact k ON k.id = ${standingId('owner')}
     WHERE (i.kind, i.value) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND k.id <> $3
       AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id IN (k.id, owner.id) AND ${scope.sql}) LIMIT ${MOST}`,
    [keys.map(({ kind }) => kind), keys.map(({ value }) => value), exceptId, ...scope.values],
  );
}

async function peopleNamed(
  sql: Sql,
  staff: Actor,
  names: readonly string[],
  exceptId: string,
): Promise<Row[]> {
  if (names.length === 0) return [];
  const scope = conversationScope(staff, 'c', 3);
  return sql.query<Row>(
    `SELECT k.id, k.name, 'name' AS because, k.name AS value
     FROM (SELECT k.id, k.name, max(word_similarity(n.name, k.search_name)) AS alike
           FROM unnest($1::text[]) AS n(name) JOIN contact k ON n.name <% k.search_name
           WHERE k.id <> $2 AND k.merged_into IS NULL
             AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = k.id AND ${scope.sql})
           GROUP BY k.id, k.name) k
     WHERE k.alike >= ${ALIKE} ORDER BY k.alike DESC, k.id LIMIT ${MOST}`,
    [names.map(foldForSearch), exceptId, ...scope.values],
  );
}

/** True when the reader may see a conversation of this person. */
export async function isSeen(sql: Sql, staff: Actor, contactId: string): Promise<boolean> {
  const scope = conversationScope(staff, 'c', 2);
  const rows = await sql.query(
    `SELECT 1 FROM conversation c JOIN contact k ON k.id = c.contact_id
     WHERE c.contact_id = $1 AND k.merged_into IS NULL AND ${scope.sql} LIMIT 1`,
    [contactId, ...scope.values],
  );
  return rows.length > 0;
}

/** Who a letter's address belongs to now. */
export interface Belonging {
  readonly identityId: string;
  readonly contactId: string;
}

/** Makes a person who was known by nothing but their letter. */
export async function makePerson(sql: Sql, name: string, now: Date): Promise<string> {
  const id = newId();
  const clean = normaliseText(name);
  await sql.query('INSERT INTO contact (id, name, search_name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    clean,
    foldForSearch(clean),
    now,
  ]);
  return id;
}

/**
 * The letter's address, and every conversation that began with it, belongs to another person from now on. The caller has
 * locked both people. The nameless person that the letter had made goes when nothing is left of them.
 */
export async function moveLetter(
  sql: Sql,
  { identityId, contactId }: Belonging,
  toId: string,
): Promise<void> {
  await sql.query(
    `UPDATE identity SET contact_id = $2, name = (SELECT name FROM contact WHERE id = $2) WHERE id = $1`,
    [identityId, toId],
  );
  if (contactId === toId) return;
  await sql.query(
    `UPDATE conversation SET contact_id = $3 WHERE contact_id = $2
       AND id IN (SELECT conversation_id FROM message WHERE identity_id = $1 AND direction = 'in')`,
    [identityId, contactId, toId],
  );
  await sql.query(
    `DELETE FROM contact k WHERE k.id = $1 AND NOT EXISTS (SELECT 1 FROM identity WHERE contact_id = k.id)
       AND NOT EXISTS (SELECT 1 FROM conversation WHERE contact_id = k.id)
       AND NOT EXISTS (SELECT 1 FROM contact_key WHERE contact_id = k.id)
       AND NOT EXISTS (SELECT 1 FROM contact o WHERE o.merged_into = k.id)
       AND NOT EXISTS (SELECT 1 FROM contact_merge g WHERE k.id IN (g.from_id, g.into_id))`,
    [contactId],
  );
}
