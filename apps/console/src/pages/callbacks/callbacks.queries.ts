import type { CallbackPage, CallbackView } from '@sila/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, keys } from '../../api/index.js';
import { useSave } from '../shared/mutations.js';

export const CALLBACK_VIEWS = ['open', 'mine', 'done'] as const;
export type CallbackList = (typeof CALLBACK_VIEWS)[number];

/** Callbacks of one list. */
export function useCallbacks(view: CallbackList) {
  return useInfiniteQuery({
    queryKey: keys.callbackList(view),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<CallbackPage>('/callbacks', { view, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
}

const COUNTED = 100;
const COUNT_EVERY_MS = 60_000;

/** How many wait to be called back, counted up to 100; socket hints and a slow clock keep it right. */
export function useOpenCallbacks(enabled: boolean): number {
  const { data } = useQuery({
    queryKey: [...keys.callbacks, 'count'],
    queryFn: ({ signal }) => api.get<CallbackPage>('/callbacks', { view: 'open', limit: COUNTED }, signal),
    refetchInterval: COUNT_EVERY_MS,
    enabled,
  });
  return data?.items.length ?? 0;
}

const stale = [keys.callbacks];

/** Marks a callback as done without another call. */
export const useFinishCallback = (done: () => string) =>
  useSave((callback: CallbackView) => api.post(`/callbacks/${callback.id}/done`), { stale, done });

interface Cancelled {
  readonly id: string;
  readonly reason: string;
}

/** Gives a callback up, with the reason. */
export const useCancelCallback = (done: () => string, onSuccess: () => void) =>
  useSave(({ id, reason }: Cancelled) => api.post(`/callbacks/${id}/cancel`, { reason }), {
    stale,
    done,
    onSuccess,
  });
