/** SQL for an instant as the API gives it: ISO 8601 in UTC, to the millisecond. `column` is written by us, never by a caller. */
export function isoOf(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** SQL for the table `person`: everybody who is one person with a contact, after all merges. Goes behind `WITH RECURSIVE`. */
export function personCte(contactId: string): string {
  return `${standingCte(`= ${contactId}`)}, person AS (
    SELECT id FROM standing UNION SELECT contact.id FROM contact JOIN person ON contact.merged_into = person.id)`;
}

/** SQL for the table `standing`: who stands for the contacts that `which` names (`= $1`, `IN (…)`). Goes behind `WITH RECURSIVE`. */
export function standingCte(which: string): string {
  return `lineage AS (
    SELECT id, merged_into FROM contact WHERE id ${which}
    UNION SELECT contact.id, contact.merged_into FROM contact JOIN lineage ON contact.id = lineage.merged_into
  ), standing AS (SELECT id FROM lineage WHERE merged_into IS NULL)`;
}

/** SQL for the id of who stands for the contact `alias`; costs nothing where nobody was merged. */
export function standingId(alias: string): string {
  return `CASE WHEN ${alias}.merged_into IS NULL THEN ${alias}.id
    ELSE (WITH RECURSIVE ${standingCte(`= ${alias}.merged_into`)} SELECT id FROM standing) END`;
}
