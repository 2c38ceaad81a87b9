/**
 * Whether an open conversation takes room of whoever holds it, as a predicate over `alias`: its person waits, or its last word is
 * not older than `quietSince` (a parameter). What was answered and is quiet takes none, so that nobody's hands fill up with talks
 * that are over but for their closing.
 */
export function takesRoom(alias: string, quietSince: string): string {
  return `(${alias}.waiting_since IS NOT NULL OR ${alias}.last_message_at >= ${quietSince}::timestamptz)`;
}

/** How many conversations of all media somebody may hold, as an expression over `staff`; `usual` (a parameter) holds for whom nothing else is said. */
export function capacityInAll(staff: string, usual: string): string {
  return `(SELECT sum(each.value::int)::int FROM jsonb_each_text(coalesce(${staff}.capacity, ${usual}::jsonb)) each)`;
}
