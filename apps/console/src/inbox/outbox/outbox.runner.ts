import { useEffect } from 'react';
import type { MessageView } from '@sila/contracts';
import { api, ApiError, useMe } from '../../api/index.js';
import { useLive } from '../../realtime/live.store.js';
import { useConnection } from '../../realtime/realtime.context.js';
import type { Connection } from '../../realtime/connection.js';
import { afterRefusal, nextLookMs, sendable } from './outbox.rules.js';
import type { OutboxEntry } from './outbox.rules.js';
import { dropEntry, putEntry, readOutbox, useOutbox } from './outbox.store.js';

/** Sends what waits, in order for each conversation, until the server has it; also what an earlier visit left. */
export function useOutboxRunner(): void {
  const { id } = useMe();
  const connection = useConnection();
  const connected = useLive((state) => state.connected);
  const entries = useOutbox((state) => state.entries);
  useEffect(() => void readOutbox(id), [id]);
  useEffect(() => {
    if (connected) hurry();
  }, [connected]);
  useEffect(() => {
    for (const entry of sendable(entries, Date.now())) void send(entry, connection);
    const wait = nextLookMs(entries, Date.now());
    if (wait === null) return;
    const timer = setTimeout(() => useOutbox.setState(({ entries: all }) => ({ entries: [...all] })), wait);
    return () => clearTimeout(timer);
  }, [entries, connection]);
}

/** The line is back: what waits for a later try goes now. */
function hurry(): void {
  useOutbox.setState(({ entries }) => ({
    entries: entries.map((entry) => (entry.state === 'waiting' ? { ...entry, notBefore: 0 } : entry)),
  }));
}

async function send(entry: OutboxEntry, connection: Connection): Promise<void> {
  const sending: OutboxEntry = { ...entry, state: 'sending' };
  await putEntry(sending);
  try {
    const message = await api.post<MessageView>(
      `/conversations/${entry.conversationId}/messages`,
      entry.body,
    );
    connection.threads.put(entry.conversationId, message);
    await dropEntry(entry.clientId);
  } catch (error) {
    const refusal = error instanceof ApiError ? error : new ApiError('internal', 500);
    await putEntry(afterRefusal(sending, refusal, Date.now(), Math.random()));
    if (refusal.code === 'newer-messages') await connection.threads.catchUp(entry.conversationId);
  }
}
