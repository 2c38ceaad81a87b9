import type { ConversationInterviews, InterviewDetail } from '@sila/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, keys } from '../../api/index.js';

/** The interviews of a conversation, what can be begun, and how many counters its desk has. */
export function useInterviews(conversationId: string): UseQueryResult<ConversationInterviews> {
  return useQuery({
    queryKey: keys.interviews(conversationId),
    queryFn: ({ signal }) =>
      api.get<ConversationInterviews>(`/conversations/${conversationId}/interviews`, undefined, signal),
  });
}

export function useInterview(id: string): UseQueryResult<InterviewDetail> {
  return useQuery({
    queryKey: keys.interview(id),
    queryFn: ({ signal }) => api.get<InterviewDetail>(`/interviews/${id}`, undefined, signal),
    staleTime: Infinity,
  });
}
