import { type InfiniteData, type QueryClient, replaceEqualDeep } from '@tanstack/react-query';
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
  return changeRows(data, (row) => {
    const item = newer.get(row.id);
    return item && item.seq >= row.seq ? item : row;
  });
}

/**
 * What a list or a conversation becomes when it was read again (`structuralSharing` of their queries). News that came over the
 * socket while the reading was under way is newer than what was read, and stays.
 */
export function keepNewerRows(before: unknown, read: unknown): unknown {
  const shown = new Map(rowsOf(before as ListData | undefined).map((row) => [row.id, row]));
  return replaceEqualDeep(
    before,
    changeRows(read as ListData, (row) => newerOf(shown.get(row.id), row)),
  );
}

/** The same for one conversation. */
export function keepNewerDetail(before: unknown, read: unknown): unknown {
  return replaceEqualDeep(
    before,
    newerOf(before as ConversationDetail | undefined, read as ConversationDetail),
  );
}

function newerOf<Item extends ConversationItem>(shown: Item | undefined, read: Item): Item {
  return shown && shown.seq > read.seq ? { ...read, ...shown } : read;
}

function changeRows(data: ListData, change: (row: ConversationItem) => ConversationItem): ListData {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
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
