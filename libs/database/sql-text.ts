/** SQL for an instant as the API gives it: ISO 8601 in UTC, to the millisecond. `column` is written by us, never by a caller. */
export function isoOf(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** SQL for the table `person`: a contact and everybody merged into it. Goes behind `WITH RECURSIVE`. */
export function personCte(contactId: string): string {
  return `person AS (
    SELECT ${contactId}::uuid AS id UNION SELECT contact.id FROM contact JOIN person ON contact.merged_into = person.id)`;
}
