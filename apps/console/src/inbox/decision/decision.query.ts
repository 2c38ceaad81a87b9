import { useQuery } from '@tanstack/react-query';
import type { RoutingDecision } from '@sila/contracts';
import { api, keys } from '../../api/index.js';

/** Why a conversation came to whom it came, newest first. */
export const useDecisions = (conversationId: string) =>
  useQuery({
    queryKey: keys.decisions(conversationId),
    queryFn: ({ signal }) =>
      api.get<RoutingDecision[]>(`/conversations/${conversationId}/decisions`, undefined, signal),
  });
