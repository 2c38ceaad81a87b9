import type { CallView, CurrentCall, Softphone, SoftphoneLine } from '@sila/contracts';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, keys, useMe } from '../api/index.js';
import { useLive } from '../realtime/live.store.js';
import { may } from '../shell/access.js';
import { toast } from '../ui/index.js';
import { useCallRefusalWords } from './refusal.words.js';

const none: readonly SoftphoneLine[] = [];

/** The lines that this person may answer on; the tokens in it end, so that they are read again in time. */
export function usePhoneLines(): { readonly lines: readonly SoftphoneLine[]; readonly reread: () => void } {
  const me = useMe();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: keys.phoneLines,
    queryFn: ({ signal }) => api.get<Softphone>('/calls/softphone', undefined, signal),
    staleTime: Infinity,
    enabled: may(me, 'conversation.read'),
  });
  const reread = useCallback(() => void client.invalidateQueries({ queryKey: keys.phoneLines }), [client]);
  return { lines: data?.lines ?? none, reread };
}

/** The hint of the socket is the quick way to a call that rings; without a socket it is asked for. */
const POLL_ALONE_MS = 3_000;

/** The call that rings at or is held by this person. */
export function useCurrentCall(): CallView | null {
  const connected = useLive((state) => state.connected);
  const { lines } = usePhoneLines();
  const { data } = useQuery({
    queryKey: keys.currentCall,
    queryFn: ({ signal }) => api.get<CurrentCall>('/calls/current', undefined, signal),
    refetchInterval: connected ? false : POLL_ALONE_MS,
    enabled: lines.length > 0,
  });
  return data?.call ?? null;
}

/** One call with what this person may do now; read while it matters. */
export const useCall = (id: string | null): UseQueryResult<CallView> =>
  useQuery({
    queryKey: keys.call(id ?? ''),
    queryFn: ({ signal }) => api.get<CallView>(`/calls/${id}`, undefined, signal),
    enabled: id !== null,
  });

/** What can be done with a call beside what the softphone does. */
export interface CallChange {
  readonly path:
    | 'decline'
    | 'end'
    | 'hold'
    | 'resume'
    | 'recording/pause'
    | 'recording/resume'
    | 'transfer'
    | 'transfer/complete'
    | 'transfer/cancel'
    | 'supervise';
  readonly body?: unknown;
}

/** Changes a call; what is shown of calls is read again whatever the answer, a refusal is said in words. */
export function useChangeCall(id: string) {
  const client = useQueryClient();
  const words = useCallRefusalWords();
  const mutation = useMutation({
    mutationFn: ({ path, body }: CallChange) => api.post(`/calls/${id}/${path}`, body),
    onError: (error) => toast.show({ text: words(error), tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.calls }),
  });
  return {
    /** Resolves to whether it was done. */
    change: (path: CallChange['path'], body?: unknown): Promise<boolean> =>
      mutation.mutateAsync({ path, body }).then(
        () => true,
        () => false,
      ),
    /** What is being done now. */
    pending: mutation.isPending ? mutation.variables.path : null,
  };
}

/** Writes what the officer says of a call that is over; it becomes a note of the thread. */
export const writeCallNote = (id: string, text: string): Promise<unknown> =>
  api.put(`/calls/${id}/note`, { text });
