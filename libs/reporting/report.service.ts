import { Injectable } from '@nestjs/common';
import { type Actor, demand, seesFigures } from '@sila/access';
import type {
  ReportFilter,
  ReportRow,
  ReportRowPage,
  ReportRowQuery,
  ReportView,
  StaffingQuery,
  StaffingView,
} from '@sila/contracts';
import { decodeCursor, encodeCursor } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory, SettingService } from '@sila/directory';
import { DomainError, forecast, HALF_HOURS, isOpenOn, localDay, nextDay, weekdayOf } from '@sila/domain';
import { Clock } from '@sila/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { csvHead, csvRow } from './report.csv.js';
import { conditionOf } from './report.filter.js';
import { queueNames, reportOf, reportRows, type RowCursor } from './report.queries.js';
import { arrivalsOf, workOf } from './staffing.queries.js';

const WEEK_MS = 7 * 86_400_000;
const CSV_PAGE = 500;
const rowCursor = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** Reports over the counted rows, never over the live ones; for the team, never about a person (P8, P10). */
@Injectable()
export class ReportService {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly settings: SettingService,
    private readonly channels: ChannelDirectory,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Every figure over what the filter says, in the queues the reader sees. */
  async report(staff: Actor, filter: ReportFilter): Promise<ReportView> {
    const report = await reportOf(this.sql, await this.condition(staff, filter));
    const accounts = await this.channels.accounts();
    const channels = report.channels.map((one) => {
      const account = accounts.find(({ channel }) => channel.name === one.channel);
      return {
        ...one,
        label: account?.label ?? one.channel,
        icon: account?.channel.icon ?? 'message-circle',
      };
    });
    return { ...report, channels };
  }

  /** The conversations that a figure counts. */
  async rows(staff: Actor, { cursor, limit, ...filter }: ReportRowQuery): Promise<ReportRowPage> {
    const condition = await this.condition(staff, filter);
    const items = await reportRows(this.sql, condition, decodeCursor(cursor, rowCursor), limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: last && items.length === limit ? encodeCursor({ at: last.arrivedAt, id: last.id }) : null,
    };
  }

  /** The same as lines of a CSV file, page by page; one row for each conversation, nobody's name or address in it. */
  async *csv(staff: Actor, filter: ReportFilter): AsyncGenerator<string> {
    const condition = await this.condition(staff, filter);
    const nameOf = await this.names();
    yield csvHead();
    let cursor: RowCursor | null = null;
    for (;;) {
      const rows: ReportRow[] = await reportRows(this.sql, condition, cursor, CSV_PAGE);
      yield rows.map((row) => csvRow(nameOf(row))).join('');
      const last = rows.at(-1);
      if (!last || rows.length < CSV_PAGE) return;
      cursor = { at: last.arrivedAt, id: last.id };
    }
  }

  /** What to expect on a weekday, and what is known of who works. Throws `not-found` for a queue they don't see. */
  async staffing(staff: Actor, { queueId, weekday, weeks }: StaffingQuery): Promise<StaffingView> {
    demand(staff, 'report.read');
    if (!seesFigures(staff, queueId)) throw new DomainError('not-found');
    const now = this.clock.now();
    const { hours } = (await this.settings.association()).value;
    const today = localDay(hours.timeZone, now);
    const since = new Date(now.getTime() - weeks * WEEK_MS);
    const days = Array.from({ length: weeks * 7 }, (_, back) => nextDay(today, -1 - back)).filter(
      (day) => weekdayOf(day) === weekday && isOpenOn(hours, day),
    );
    const [arrivals, work] = await Promise.all([
      arrivalsOf(this.sql, queueId, weekday, new Date(since.getTime() - WEEK_MS), hours.timeZone),
      workOf(this.sql, queueId, since),
    ]);
    const halfHours = forecast(days.map((day) => ({ day, halfHours: halfHoursOf(arrivals, day) })));
    return { days: days.length, halfHours, ...work };
  }

  private async condition(staff: Actor, filter: ReportFilter) {
    demand(staff, 'report.read');
    if (filter.queueId && !seesFigures(staff, filter.queueId)) throw new DomainError('not-found');
    return conditionOf(staff, filter, (await this.settings.association()).value.hours.timeZone);
  }

  private async names() {
    const [{ value }, queues, accounts] = await Promise.all([
      this.settings.association(),
      queueNames(this.sql),
      this.channels.accounts(),
    ]);
    const topics = new Map(value.topics.map(({ id, nameAr }) => [id, nameAr]));
    const labels = new Map(accounts.map(({ channel, label }) => [channel.name, label]));
    return ({ id: _id, queueId, topic, channel, ...row }: ReportRow) => ({
      ...row,
      queue: queues.get(queueId) ?? '',
      channel: labels.get(channel) ?? channel,
      topic: topic && (topics.get(topic) ?? topic),
    });
  }
}

function halfHoursOf(arrivals: Awaited<ReturnType<typeof arrivalsOf>>, day: string): number[] {
  const counts = Array.from({ length: HALF_HOURS }, () => 0);
  for (const one of arrivals) if (one.day === day) counts[one.half] = one.count;
  return counts;
}
