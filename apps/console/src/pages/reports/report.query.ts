import type { ReportFilter, ReportRowPage, ReportView, StaffingQuery, StaffingView } from '@sila/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, keys } from '../../api/index.js';

/** The conditions of a filter as they travel in an address. */
export function queryOf(filter: ReportFilter): Record<string, string> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** Every figure over a filter. */
export function useReport(filter: ReportFilter): UseQueryResult<ReportView> {
  return useQuery({
    queryKey: keys.report(filter),
    queryFn: ({ signal }) => api.get<ReportView>('/reports', queryOf(filter), signal),
    placeholderData: keepPreviousData,
  });
}

/** The conversations that a figure counts, page after page. */
export function useReportRows(filter: ReportFilter) {
  return useInfiniteQuery({
    queryKey: keys.reportRows(filter),
    queryFn: ({ pageParam, signal }) =>
      api.get<ReportRowPage>(
        '/reports/conversations',
        { ...queryOf(filter), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useStaffing(query: StaffingQuery): UseQueryResult<StaffingView> {
  return useQuery({
    queryKey: keys.staffing(query),
    queryFn: ({ signal }) => api.get<StaffingView>('/reports/staffing', { ...query }, signal),
    placeholderData: keepPreviousData,
  });
}
