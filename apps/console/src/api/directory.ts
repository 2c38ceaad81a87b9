import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Colleague, QueueView, Topic } from '@sila/contracts';
import { api } from './client.js';
import { keys } from './keys.js';

type ListOf<Item> = readonly Item[] | { readonly items: readonly Item[] };

/** Short lists come whole: as an array, or as the only page. */
export function itemsOf<Item>(answer: ListOf<Item>): readonly Item[] {
  return 'items' in answer ? answer.items : answer;
}

/** The queues this person may see. */
export function useQueues() {
  return useQuery({
    queryKey: keys.queues,
    queryFn: async ({ signal }) => itemsOf(await api.get<ListOf<QueueView>>('/queues', undefined, signal)),
    staleTime: 300_000,
  });
}

/** Colleagues a conversation can be handed to. Read when the choice is opened. */
export function useColleagues(enabled = true) {
  return useQuery({
    queryKey: keys.colleagues,
    queryFn: async ({ signal }) =>
      itemsOf(await api.get<ListOf<Colleague>>('/colleagues', undefined, signal)),
    staleTime: 10_000,
    enabled,
  });
}

/** What conversations are about, to choose from when one is closed. */
export function useTopics(): UseQueryResult<readonly Topic[]> {
  return useQuery({
    queryKey: keys.topics,
    queryFn: ({ signal }) => api.get<readonly Topic[]>('/topics', undefined, signal),
  });
}
