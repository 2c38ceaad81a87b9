import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type ReportFilter,
  reportFilter,
  type ReportRowPage,
  reportRowPage,
  type ReportRowQuery,
  reportRowQuery,
  type ReportView,
  reportView,
  type StaffingQuery,
  staffingQuery,
  type StaffingView,
  staffingView,
} from '@sila/contracts';
import { ReportService } from '@sila/reporting';
import { Readable } from 'node:stream';
import { Does, Sends } from '../http/route.decorators.js';

/** Figures about the service, for the team (P10). */
@Controller('api/reports')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get()
  @Does('Every figure over the conversations of a time and of conditions', 200, reportView)
  report(
    @Staff() staff: CurrentStaff,
    @Query({ schema: reportFilter }) filter: ReportFilter,
  ): Promise<ReportView> {
    return this.reports.report(staff, filter);
  }

  @Get('conversations')
  @Does('One page of the conversations that a figure counts', 200, reportRowPage)
  rows(
    @Staff() staff: CurrentStaff,
    @Query({ schema: reportRowQuery }) query: ReportRowQuery,
  ): Promise<ReportRowPage> {
    return this.reports.rows(staff, query);
  }

  @Get('conversations.csv')
  @Header('cache-control', 'private, no-store')
  @Sends('The same as a CSV file, one row for each conversation', 'text/csv')
  csv(@Staff() staff: CurrentStaff, @Query({ schema: reportFilter }) filter: ReportFilter): StreamableFile {
    return new StreamableFile(Readable.from(this.reports.csv(staff, filter)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="sila-${filter.from}-${filter.to}.csv"`,
    });
  }

  @Get('staffing')
  @Does('What to expect on a weekday, by half hours', 200, staffingView)
  staffing(
    @Staff() staff: CurrentStaff,
    @Query({ schema: staffingQuery }) query: StaffingQuery,
  ): Promise<StaffingView> {
    return this.reports.staffing(staff, query);
  }
}
