import type { ConversationItem } from '@sila/contracts';

/** The rows whose place in a shown list is no longer right: new ones, moved ones, and those that left. */
export function misplaced(
  shown: readonly ConversationItem[],
  change: { readonly items: readonly ConversationItem[]; readonly gone: readonly string[] },
  belongs: (item: ConversationItem) => boolean,
): readonly string[] {
  const before = new Map(shown.map((item) => [item.id, item]));
  const moved = change.items.filter((item) => {
    const row = before.get(item.id);
    return row ? !belongs(item) || orderOf(row) !== orderOf(item) : belongs(item);
  });
  return [...moved.map((item) => item.id), ...change.gone.filter((id) => before.has(id))];
}

/** Everything a list may be ordered by. */
const orderOf = (item: ConversationItem): string =>
  [item.lastMessageAt, item.waitingSince, item.priority, item.status].join('|');
