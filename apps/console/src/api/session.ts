import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient, UseMutationResult } from '@tanstack/react-query';
import type { AcceptInvite, Me, Preferences, PresenceView, SetPresence, SignIn } from '@sila/contracts';
import { api, ApiError } from './client.js';
import { keys } from './keys.js';

/** Who is signed in, or null. */
export async function readMe(): Promise<Me | null> {
  try {
    return await api.get<Me>('/session');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** How the session is read and kept; shared by the router's guard and the hooks. */
export const meQuery = { queryKey: keys.me, queryFn: readMe, staleTime: 60_000, retry: false } as const;

/** The person signed in. Only for screens behind the sign-in guard, where there always is one. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new ApiError('unauthenticated', 401);
  return data;
}

/** The person signed in, or null on public screens. */
export function useMaybeMe(): Me | null {
  return useQuery({ ...meQuery, enabled: false }).data ?? null;
}

export const signIn = (body: SignIn): Promise<Me> => api.post<Me>('/session', body);
export const acceptInvite = (body: AcceptInvite): Promise<Me> => api.post<Me>('/session/invite', body);
export const signOut = (): Promise<void> => api.delete<void>('/session');
export const changePassword = (body: { current: string; next: string }): Promise<unknown> =>
  api.put('/me/password', body);

function patchMe(client: QueryClient, patch: Partial<Me>): void {
  client.setQueryData<Me | null>(keys.me, (me) => (me ? { ...me, ...patch } : me));
}

type SaidPresence = Pick<SetPresence, 'state'> & Partial<SetPresence>;

/** Sets one's own availability; shown at once, taken back when the server refuses. */
export function useSetPresence(): UseMutationResult<PresenceView, Error, SaidPresence> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said) => api.put<PresenceView>('/me/presence', said),
    onMutate: ({ state, reason = null, words = null }) =>
      patchMe(client, {
        presence: { state, reason, words, since: new Date().toISOString(), until: null },
      }),
    onSuccess: (presence) => patchMe(client, { presence }),
    onError: () => client.invalidateQueries({ queryKey: keys.me }),
  });
}

/** Changes some of one's preferences; shown at once, taken back when the server refuses. */
export function useChangePreferences(): UseMutationResult<unknown, Error, Partial<Preferences>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: Partial<Preferences>) => api.patch('/me/preferences', patch),
    onMutate: (patch) => {
      const me = client.getQueryData<Me | null>(keys.me);
      if (me) patchMe(client, { preferences: { ...me.preferences, ...patch } });
    },
    onError: () => client.invalidateQueries({ queryKey: keys.me }),
  });
}
