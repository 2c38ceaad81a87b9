import { QUIET_MS } from '@sila/domain';

/**
 * Whether an open conversation takes room of whoever holds it, as a predicate over `alias`: its person waits, or its last word is
 * not long ago at `now` (a parameter). What was answered and is quiet takes none, so that nobody's hands fill up with talks that
 * are over but for their closing.
 */
export function takesRoom(alias: string, now: string): string {
  const quiet = `${now}::timestamptz - interval '${QUIET_MS} milliseconds'`;
  return `(${alias}.waiting_since IS NOT NULL OR ${alias}.last_message_at >= ${quiet})`;
}
