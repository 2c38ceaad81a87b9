import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { ConversationDetail, ConversationItem, ConversationPage } from '@sila/contracts';
import { keys } from '../api/keys.js';

export type ListData = InfiniteData<ConversationPage>;

/** The rows of all loaded pages, each conversation once. */
export function rowsOf(data: ListData | undefined): readonly ConversationItem[] {
  const seen = new Set<string>();
  return (data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => !seen.has(item.id) && seen.add(item.id));
}

/** Replaces rows by their newer state, in their places. An older state than the one shown is left out. */
export function patchRows(data: ListData, items: readonly ConversationItem[]): ListData {
  const newer = new Map(items.map((item) => [item.id, item]));
  const patch = (row: ConversationItem): ConversationItem => {
    const item = newer.get(row.id);
    return item && item.seq >= row.seq ? item : row;
  };
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patch) })) };
}

/** Brings changed rows into every list and every open conversation of the cache, without moving anything. */
export function patchCaches(client: QueryClient, items: readonly ConversationItem[]): void {
  client.setQueriesData<ListData>({ queryKey: keys.lists }, (data) => data && patchRows(data, items));
  for (const item of items) {
    client.setQueryData<ConversationDetail>(keys.conversation(item.id), (detail) =>
      detail && item.seq >= detail.seq ? { ...detail, ...item } : detail,
    );
  }
}
