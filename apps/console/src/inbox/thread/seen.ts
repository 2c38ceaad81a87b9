import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { api, keys } from '../../api/index.js';
import type { ListData } from '../../realtime/list.patches.js';

const onVisibility = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
};

/** Whether this window can be seen. */
export const useVisible = (): boolean => useSyncExternalStore(onVisibility, () => !document.hidden);

const PAUSE_MS = 400;

/**
 * Remembers how far the person has seen: what is loaded, while the end of the thread is on a visible screen. Tells
 * the server, and gives the seq that an answer carries as `lastSeenSeq`.
 */
export function useSeen(detail: ConversationDetail, threadSeq: number, atEnd: boolean): () => number {
  const client = useQueryClient();
  const visible = useVisible();
  const seen = useRef(0);
  const told = useRef(detail.readSeq);
  const { id } = detail;
  useEffect(() => {
    if (!visible || !atEnd) return;
    seen.current = Math.max(seen.current, threadSeq);
    if (threadSeq <= told.current && detail.unread === 0) return;
    const tell = () => {
      told.current = threadSeq;
      markReadHere(client, id, threadSeq);
      api.put(`/conversations/${id}/read`, { seq: threadSeq }).catch(() => (told.current = 0));
    };
    const timer = setTimeout(tell, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [client, id, threadSeq, atEnd, visible, detail.unread]);
  return useCallback(() => seen.current, []);
}

function markReadHere(client: ReturnType<typeof useQueryClient>, id: string, seq: number): void {
  const read = { unread: 0, readSeq: seq };
  client.setQueryData<ConversationDetail>(
    keys.conversation(id),
    (detail) => detail && { ...detail, ...read },
  );
  client.setQueriesData<ListData>({ queryKey: keys.lists }, (data) => {
    if (!data) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === id ? { ...item, ...read } : item)),
    }));
    return { ...data, pages };
  });
}
