import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ConversationItem, ConversationPage } from '@sila/contracts';
import { api, keys } from '../../api/index.js';
import type { ListFilter } from '../../api/index.js';
import { keepNewerRows } from '../../realtime/list.patches.js';

const PAGE = 30;

/** The rows of a list, page after page. */
export function useList(filter: ListFilter) {
  return useInfiniteQuery({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      api.get<ConversationPage>(
        '/conversations',
        { ...filter, cursor: pageParam ?? undefined, limit: PAGE },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    structuralSharing: keepNewerRows,
    placeholderData: (before, query) =>
      sameView(query?.queryKey, filter) ? keepPreviousData(before) : undefined,
  });
}

function sameView(key: readonly unknown[] | undefined, filter: ListFilter): boolean {
  const before = key?.[1] as ListFilter | undefined;
  return before?.view === filter.view && before.queue === filter.queue;
}

/** Whether a conversation belongs into a list, as far as this side can tell; searches are the server's. */
export function belongs(item: ConversationItem, { view, queue, q }: ListFilter, myId: string): boolean {
  if (q || (queue && item.queueId !== queue)) return false;
  if (view === 'closed') return item.status === 'closed';
  if (item.status !== 'open') return false;
  if (view === 'mine') return item.assignee?.id === myId;
  return view === 'all' || item.assignee === null;
}
