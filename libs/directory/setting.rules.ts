import type { AssociationSettings, PromiseSettings, RoutingSettings } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { DomainError, longestMonth } from '@sila/domain';

/** Throws `bad-request` for an unknown time zone, a time that is none, a stretch without length, or a day no month has. */
export function refuseImpossibleHours({
  timeZone,
  open,
  ramadan,
  yearly,
}: AssociationSettings['hours']): void {
  if (!isTimeZone(timeZone)) refuse('hours.timeZone');
  refuseImpossibleWeek(open, 'hours.open');
  refuseImpossibleWeek(ramadan ?? [], 'hours.ramadan');
  yearly.forEach(({ calendar, month, day }, index) => {
    if (day > longestMonth(calendar, month)) refuse(`hours.yearly.${index}`);
  });
}

function refuseImpossibleWeek(week: AssociationSettings['hours']['open'], field: string): void {
  week.forEach(({ from, to }, index) => {
    if (!isTime(from) || !isTime(to) || from === to) refuse(`${field}.${index}`);
  });
}

function refuse(field: string): never {
  throw new DomainError('bad-request', { field });
}

/** Throws `bad-request` when a rule leads to a queue or asks for a skill that is none, or two rules have one id. */
export async function refuseImpossibleRules(sql: Sql, routing: RoutingSettings): Promise<void> {
  await refuseUnknownQueues(sql, [routing.defaultQueueId, ...routing.rules.map((rule) => rule.queueId)]);
  await refuseUnknownSkills(sql, routing);
  refuseSameIds(routing.rules);
}

/** Throws `bad-request` when a promise names a queue that is none, or two promises have one id. */
export async function refuseImpossiblePromises(sql: Sql, { rules }: PromiseSettings): Promise<void> {
  await refuseUnknownQueues(
    sql,
    rules.flatMap(({ when, moveTo }) => [...(when.queueIds ?? []), ...(moveTo === null ? [] : [moveTo])]),
  );
  refuseSameIds(rules);
}

async function refuseUnknownQueues(sql: Sql, ids: readonly string[]): Promise<void> {
  const wanted = new Set(ids);
  const known = await sql.query<{ id: string }>(
    'SELECT id FROM queue WHERE id = ANY($1::uuid[]) AND archived_at IS NULL',
    [[...wanted]],
  );
  const found = new Set(known.map((row) => row.id));
  const missing = [...wanted].filter((id) => !found.has(id));
  if (missing.length > 0) throw new DomainError('bad-request', { field: 'queueId', unknown: missing });
}

function refuseSameIds(rules: readonly { readonly id: string }[]): void {
  if (new Set(rules.map(({ id }) => id)).size !== rules.length)
    throw new DomainError('bad-request', { field: 'rules.id' });
}

async function refuseUnknownSkills(sql: Sql, { rules }: RoutingSettings): Promise<void> {
  const wanted = new Set(rules.flatMap(({ needs }) => needs.map(({ skillId }) => skillId)));
  const known = await sql.query('SELECT 1 FROM skill WHERE id = ANY($1::uuid[])', [[...wanted]]);
  if (known.length !== wanted.size) throw new DomainError('bad-request', { field: 'rules.needs' });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
