import { BoundedList } from './bounded.list.js';
import type { Chat, ChatMessage } from './chat.types.js';
import { groupedBy } from './grouping.js';

type Entry = { readonly address: string; message: ChatMessage };

/** What the phones of one app hold, oldest forgotten first: for providers that keep nothing more about a message. */
export class ChatStore {
  private readonly entries: BoundedList<Entry>;
  private readonly byKey = new Map<string, Entry>();
  private readonly names = new Map<string, string>();

  constructor(limit: number) {
    this.entries = new BoundedList(limit, ({ address, message }) =>
      this.byKey.delete(keyOf(address, message.id)),
    );
  }

  /** A message appears in the chat of this person. A known id changes nothing: it is the same message again. */
  add(address: string, message: ChatMessage): void {
    if (this.find(address, message.id)) return;
    const entry = { address, message };
    this.entries.push(entry);
    this.byKey.set(keyOf(address, message.id), entry);
  }

  /** How the person calls themselves. */
  name(address: string, name: string): void {
    this.names.set(address, name);
  }

  find(address: string, id: string): ChatMessage | undefined {
    return this.byKey.get(keyOf(address, id))?.message;
  }

  /** False when there is no such message. */
  change(address: string, id: string, change: Partial<ChatMessage>): boolean {
    const entry = this.byKey.get(keyOf(address, id));
    if (entry) entry.message = { ...entry.message, ...change };
    return entry !== undefined;
  }

  /** Each side has one reaction to a message; null takes it back. False when there is no such message. */
  react(address: string, id: string, mine: boolean, emoji: string | null): boolean {
    const others = this.find(address, id)?.reactions?.filter((each) => each.mine !== mine) ?? [];
    const reactions = emoji === null ? others : [...others, { mine, emoji }];
    return this.change(address, id, { reactions });
  }

  /** Takes a message back: only that it was there stays. False when there is no such message. */
  erase(address: string, id: string): boolean {
    return this.change(address, id, { deleted: true, text: '', media: [], reactions: [], buttons: [] });
  }

  /** The person sees the chat: marks what was delivered, all or only `ids`, as read. Returns the ids read now, oldest first. */
  read(address: string, ids?: readonly string[]): readonly string[] {
    const unread = this.of(address).filter(
      (message) => isUnread(message) && (ids === undefined || ids.includes(message.id)),
    );
    unread.forEach(({ id }) => this.change(address, id, { status: 'read' }));
    return unread.map(({ id }) => id);
  }

  /** When the person last wrote, in milliseconds since the epoch: what reply windows are counted from. */
  lastWroteAt(address: string): number | undefined {
    const last = this.of(address).findLast(({ mine }) => mine);
    return last && Date.parse(last.at);
  }

  /** `isOpen` says whether the association may write freely to this person; null where there is no such rule. */
  chats(isOpen: (address: string) => boolean | null): readonly Chat[] {
    return [...groupedBy(this.entries.all(), ({ address }) => address)].map(([address, entries]) => ({
      address,
      name: this.names.get(address) ?? null,
      unread: entries.filter(({ message }) => isUnread(message)).length,
      windowOpen: isOpen(address),
      messages: entries.map(({ message }) => message),
    }));
  }

  private of(address: string): readonly ChatMessage[] {
    return this.entries.all().flatMap((each) => (each.address === address ? [each.message] : []));
  }
}

const keyOf = (address: string, id: string): string => `${address} ${id}`;

const isUnread = ({ mine, status, deleted }: ChatMessage): boolean =>
  !mine && status === 'delivered' && deleted !== true;
