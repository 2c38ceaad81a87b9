import type { AssociationSettings, RoutingSettings } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { DomainError } from '@sila/domain';

/** Throws `bad-request` for an unknown time zone, a time that is none, or a day that ends before it begins. */
export function refuseImpossibleHours(hours: AssociationSettings['hours']): void {
  if (!isTimeZone(hours.timeZone)) throw new DomainError('bad-request', { field: 'hours.timeZone' });
  hours.open.forEach((span, index) => {
    if (!isTime(span.from) || !isTime(span.to) || span.from >= span.to)
      throw new DomainError('bad-request', { field: `hours.open.${index}` });
  });
}

/** Throws `bad-request` when a rule leads to a queue that is none, or two rules have one id. */
export async function refuseUnknownQueues(sql: Sql, routing: RoutingSettings): Promise<void> {
  const wanted = new Set([routing.defaultQueueId, ...routing.rules.map((rule) => rule.queueId)]);
  const known = await sql.query<{ id: string }>(
    'SELECT id FROM queue WHERE id = ANY($1::uuid[]) AND archived_at IS NULL',
    [[...wanted]],
  );
  const found = new Set(known.map((row) => row.id));
  const missing = [...wanted].filter((id) => !found.has(id));
  if (missing.length > 0) throw new DomainError('bad-request', { field: 'queueId', unknown: missing });
  const ids = routing.rules.map((rule) => rule.id);
  if (new Set(ids).size !== ids.length) throw new DomainError('bad-request', { field: 'rules.id' });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
}

/** `24:00` ends a day. */
function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '24:00';
}
