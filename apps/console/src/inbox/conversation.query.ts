import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Assign, Close, ConversationDetail, DeclineOffer, MessageView, Refer } from '@sila/contracts';
import { api, keys } from '../api/index.js';
import { useConnection } from '../realtime/realtime.context.js';
import type { Connection } from '../realtime/connection.js';
import { keepNewerDetail } from '../realtime/list.patches.js';

const SHORT = 5_000;

const detailQuery = (id: string) => ({
  queryKey: keys.conversation(id),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<ConversationDetail>(`/conversations/${id}`, undefined, signal),
  structuralSharing: keepNewerDetail,
  staleTime: SHORT,
});

const threadQuery = (id: string, connection: Connection) => ({
  queryKey: keys.thread(id),
  queryFn: () => connection.threads.load(id),
  staleTime: SHORT,
});

/** Everything about a conversation but its messages. */
export const useConversation = (id: string) => useQuery(detailQuery(id));

/** The messages of a conversation, followed live while the screen shows it. */
export function useThread(id: string) {
  const connection = useConnection();
  useEffect(() => connection.watch(id), [connection, id]);
  return useQuery(threadQuery(id, connection));
}

/** Reads a conversation ahead of its opening: on hover, and for the next one of the list. */
export function usePrefetch(): (id: string) => void {
  const client = useQueryClient();
  const connection = useConnection();
  return useCallback(
    (id: string) => {
      void client.prefetchQuery(detailQuery(id));
      void client.prefetchQuery(threadQuery(id, connection));
    },
    [client, connection],
  );
}

/** The changes that a person can make to who holds a conversation and whether it is open. */
export type ConversationChange =
  | { readonly kind: 'claim'; readonly version: number }
  | { readonly kind: 'reopen'; readonly version: number }
  | { readonly kind: 'offer/accept' | 'offer/withdraw'; readonly version: number }
  | ({ readonly kind: 'offer/decline' } & DeclineOffer)
  | ({ readonly kind: 'assign' } & Assign)
  | ({ readonly kind: 'refer' } & Refer)
  | ({ readonly kind: 'close' } & Close);

/** Makes such a change; lists and the conversation are read again whatever the answer. */
export function useChangeConversation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, ...body }: ConversationChange) => api.post(`/conversations/${id}/${kind}`, body),
    onSettled: () => reread(client, id),
  });
}

async function reread(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.conversation(id) }),
    client.invalidateQueries({ queryKey: keys.lists }),
  ]);
}

/** Takes an answer back before it has left. Resolves to the message as it then stands. */
export const cancelMessage = (id: string): Promise<MessageView> =>
  api.post<MessageView>(`/messages/${id}/cancel`);

/** Decides about a message that failed, or of which nobody knows whether it went out. */
export const resolveMessage = (id: string, decision: 'resend' | 'leave'): Promise<MessageView> =>
  api.post<MessageView>(`/messages/${id}/resolve`, { decision });
