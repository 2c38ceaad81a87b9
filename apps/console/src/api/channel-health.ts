import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ChannelHealth, ChannelHealthList } from '@sila/contracts';
import { api } from './client.js';
import { keys } from './keys.js';

/** While something is under way it is looked at often, else only now and then. */
const BUSY_MS = 1_500;
const CALM_MS = 15_000;

/** A test counts as under way for as long as somebody may be watching it. */
const TRIAL_MS = 120_000;

/** How every channel does; read again by itself. */
export function useChannelHealth(enabled = true): UseQueryResult<ChannelHealthList> {
  return useQuery({
    queryKey: keys.channelHealth,
    queryFn: ({ signal }) => api.get<ChannelHealthList>('/channel-health', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.accounts.some(isBusy) ? BUSY_MS : CALM_MS),
    staleTime: 0,
    enabled,
  });
}

function isBusy({ reconcile, trial }: ChannelHealth): boolean {
  if (reconcile.waiting || reconcile.running) return true;
  if (!trial || Date.now() - Date.parse(trial.askedAt) > TRIAL_MS) return false;
  return trial.failure === null && trial.steps.some(({ state }) => state === 'waiting');
}
