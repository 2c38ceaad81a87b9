import { create } from 'zustand';
import { outboxDb } from './outbox.db.js';
import { despiteNewer, revived } from './outbox.rules.js';
import type { OutboxEntry } from './outbox.rules.js';

interface OutboxStore {
  readonly entries: readonly OutboxEntry[];
}

/** What waits to be sent, as the screen shows it; the same stands in IndexedDB. */
export const useOutbox = create<OutboxStore>()(() => ({ entries: [] }));

const none: readonly OutboxEntry[] = [];

/** The entries of one conversation, oldest first. */
export function useOutboxOf(conversationId: string): readonly OutboxEntry[] {
  const entries = useOutbox((state) => state.entries);
  const own = entries.filter((entry) => entry.conversationId === conversationId);
  return own.length === 0 ? none : own;
}

/** Reads what an earlier visit left behind. Entries of other people stay on disk, unseen. */
export async function readOutbox(staffId: string): Promise<void> {
  const stored = await outboxDb.all().catch(() => none);
  const own = stored.filter((entry) => entry.staffId === staffId).map(revived);
  useOutbox.setState(({ entries }) => {
    const known = new Set(entries.map((entry) => entry.clientId));
    return { entries: [...own.filter((entry) => !known.has(entry.clientId)), ...entries] };
  });
}

/** Adds or changes an entry. A browser that keeps no data still sends; only a reload would lose it. */
export async function putEntry(entry: OutboxEntry): Promise<void> {
  useOutbox.setState(({ entries }) => {
    const index = entries.findIndex((other) => other.clientId === entry.clientId);
    return { entries: index < 0 ? [...entries, entry] : entries.with(index, entry) };
  });
  await outboxDb.put(entry).catch(() => undefined);
}

/** Takes an entry away: the server has it, or the person does not want it sent. */
export async function dropEntry(clientId: string): Promise<void> {
  useOutbox.setState(({ entries }) => ({ entries: entries.filter((entry) => entry.clientId !== clientId) }));
  await outboxDb.remove(clientId).catch(() => undefined);
}

/** Tries again what was refused. */
export const retryEntry = (entry: OutboxEntry): Promise<void> =>
  putEntry({ ...entry, state: 'waiting', notBefore: 0, error: null });

/** Sends although newer messages have come, all of which the person has now seen. */
export const sendAnyway = (entry: OutboxEntry, seenSeq: number): Promise<void> =>
  putEntry(despiteNewer(entry, seenSeq));

/** Takes the entries out of sight, not off the disk: whoever signs in next reads their own. */
export const hideOutbox = (): void => useOutbox.setState({ entries: [] });

/** Forgets everything at sign-out: a shared computer keeps nobody's words. */
export async function forgetOutbox(): Promise<void> {
  hideOutbox();
  await outboxDb.clear().catch(() => undefined);
}
