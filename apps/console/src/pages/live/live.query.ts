import type { BehindFigure, BehindView, LiveView } from '@sila/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, keys } from '../../api/index.js';
import { useLive } from '../../realtime/live.store.js';
import { useConnection } from '../../realtime/realtime.context.js';

/** How often the figures are read while the line that tells them is down. */
const POLL_ALONE_MS = 5_000;

/** The room: read once, then told what changes, at most once a second for each queue. */
export function useLiveView(): UseQueryResult<LiveView> {
  const connection = useConnection();
  const connected = useLive((state) => state.connected);
  useEffect(() => connection.watchLive(), [connection]);
  return useQuery({
    queryKey: keys.live,
    queryFn: ({ signal }) => connection.readLive(signal),
    refetchInterval: connected ? false : POLL_ALONE_MS,
    staleTime: 0,
  });
}

/** The conversations behind a number of the room; read again whenever the number is another. */
export function useBehind(figure: BehindFigure, count: number): UseQueryResult<BehindView> {
  return useQuery({
    queryKey: keys.behind(figure, count),
    queryFn: ({ signal }) => api.get<BehindView>('/queues/live/behind', { ...figure }, signal),
    placeholderData: (before) => before,
  });
}
