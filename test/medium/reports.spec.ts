import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import type { ReportFilter, ReportRow, ReportView } from '@sila/contracts';
import { QueueService, SettingService } from '@sila/directory';
import { REPORT_KINDS, type ReportKind } from '@sila/domain';
import { ReportService, RollUp } from '@sila/reporting';
import { signedIn } from '../support/current-staff.js';
import { kindOf, type Past, writePast } from '../support/report-past.js';
import { QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

const DAYS = 40;
const PROMISED_MINUTES = 60;
const everybody = signedIn({ role: 'administrator' });
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const filter: ReportFilter = { from: day(DAYS + 3), to: day(-1) };

/** The doors are open day and night, and an answer is promised within the hour. */
describe('Reports over random conversations', () => {
  let stack: Stack;
  let past: Past[];
  let reports: ReportService;
  let queueIds: string[];
  const run = () => stack.app.get(RollUp, { strict: false }).run();
  const count = (holds: (one: Past) => boolean) => past.filter(holds).length;

  const rowsOf = async (conditions: Partial<ReportFilter>): Promise<ReportRow[]> => {
    const rows: ReportRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await reports.rows(everybody, {
        ...filter,
        ...conditions,
        limit: 47,
        ...(cursor && { cursor }),
      });
      rows.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return rows;
  };

  beforeAll(async () => {
    stack = await startStack(QUEUE_STORES[0] ?? 'postgres');
    const settings = stack.app.get(SettingService, { strict: false });
    const rule = { id: 'all', name: 'الجميع', when: {}, firstMinutes: PROMISED_MINUTES, nextMinutes: null };
    const rules = [{ ...rule, warnAtPercent: 50, raiseBy: 0, moveTo: null }];
    await settings.put(system('test'), 'promises', { version: 0, value: { rules } });
    const queues = stack.app.get(QueueService, { strict: false });
    queueIds = await Promise.all(
      ['relations', 'research'].map(async (key) => (await queues.findByKey(key))?.id ?? ''),
    );
    reports = stack.app.get(ReportService, { strict: false });
    past = await writePast(stack.database, queueIds, { size: 700, days: DAYS, seed: 11 });
    await run();
  }, 60_000);
  afterAll(() => stack.stop());

  it('count each conversation once, as it happened', async () => {
    const view = await reports.report(everybody, filter);
    const kinds = Object.fromEntries(
      REPORT_KINDS.map((kind) => [kind, count((one) => kindOf(one) === kind)]),
    );
    expect(view.total).toBe(past.length);
    expect(view.kinds).toEqual(kinds);
    expect(view.waits.count).toBe(count(({ waitSeconds }) => waitSeconds !== null));
    expect(view.waits.median).toBeCloseTo(medianOf(past.flatMap(({ waitSeconds }) => waitSeconds ?? [])), 6);
    expect(view.resolutions.count).toBe(count(({ closedSeconds }) => closedSeconds !== null));
    expect(view.kept).toBe(
      count(({ waitSeconds }) => waitSeconds !== null && waitSeconds <= PROMISED_MINUTES * 60),
    );
    expect([view.reopened, view.moved]).toEqual([
      count(({ reopens }) => reopens > 0),
      count(({ moves }) => moves > 0),
    ]);
    expect(sum(view.moves)).toBe(past.reduce((all, { moves }) => all + moves, 0));
    expect(view.topics.find(({ topic }) => topic === 'health')?.misconceptions).toBe(
      count(({ topic, outcome }) => topic === 'health' && outcome === 'misconception'),
    );
  });

  it('have behind every number just the rows that it counts', async () => {
    const view = await reports.report(everybody, filter);
    for (const [conditions, number] of numbersOf(view)) {
      const rows = await rowsOf(conditions);
      expect([conditions, rows.length, new Set(rows.map(({ id }) => id)).size]).toEqual([
        conditions,
        number,
        number,
      ]);
      expect([conditions, (await reports.report(everybody, { ...filter, ...conditions })).total]).toEqual([
        conditions,
        number,
      ]);
    }
    expect(sum(view.days)).toBe(view.total);
    expect(sum(view.hours)).toBe(view.total);
    expect(sum(view.queues)).toBe(view.total);
  }, 60_000);

  it('take in what happens later, and counting twice changes nothing', async () => {
    const open = past.find((one) => kindOf(one) === 'waiting');
    if (!open) throw new Error('nobody waits');
    await stack.database.query(
      `UPDATE conversation SET status = 'closed', closed_at = now(), close_outcome = 'no-reply', seq = seq + 1 WHERE id = $1`,
      [open.id],
    );
    await run();
    const before = await reports.report(everybody, filter);
    expect(before.kinds.unanswered).toBe(count((one) => kindOf(one) === 'unanswered') + 1);
    await run();
    expect(await reports.report(everybody, filter)).toEqual(before);
  });

  it('show members their queues only, and refuse the others', async () => {
    const [own = '', other = ''] = queueIds;
    const member = signedIn({ role: 'officer', queueIds: [own] });
    expect((await reports.report(member, filter)).queues).toEqual([
      { queueId: own, count: count(({ queueId }) => queueId === own) },
    ]);
    await expect(reports.report(member, { ...filter, queueId: other })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(reports.staffing(member, { queueId: other, weekday: 0, weeks: 8 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('go out as a file with a line for each, and foresee a weekday by those before', async () => {
    let file = '';
    for await (const part of reports.csv(everybody, filter)) file += part;
    expect(file.trimEnd().split('\r\n')).toHaveLength(past.length + 1);
    const weekday = new Date().getUTCDay();
    const { days, halfHours, people } = await reports.staffing(everybody, {
      queueId: queueIds[0] ?? '',
      weekday,
      weeks: 4,
    });
    expect([days, halfHours.length, people]).toEqual([4, 48, 0]);
    expect(halfHours.reduce((all, one) => all + one, 0)).toBeGreaterThan(0);
  });
});

/** Every number of a report with the conditions that lead to its rows. */
function numbersOf(view: ReportView): (readonly [Partial<ReportFilter>, number])[] {
  return [
    [{}, view.total],
    ...REPORT_KINDS.map((kind: ReportKind) => [{ kind }, view.kinds[kind]] as const),
    [{ kept: true }, view.kept],
    [{ kept: false }, view.broken],
    [{ reopened: true }, view.reopened],
    [{ moved: true }, view.moved],
    ...view.outcomes.map(({ outcome, count }) => [{ outcome }, count] as const),
    ...view.topics.map(({ topic, count }) => [{ topic }, count] as const),
    ...view.topics.map(
      ({ topic, misconceptions }) => [{ topic, outcome: 'misconception' as const }, misconceptions] as const,
    ),
    ...view.channels.map(({ channel, count }) => [{ channel }, count] as const),
    ...view.queues.map(({ queueId, count }) => [{ queueId }, count] as const),
    ...view.days.slice(0, 8).map(({ day: of, count }) => [{ day: of }, count] as const),
    ...view.hours.slice(0, 8).map(({ weekday, hour, count }) => [{ weekday, hour }, count] as const),
  ];
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);
