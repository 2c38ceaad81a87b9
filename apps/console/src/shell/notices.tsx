import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ConversationItem } from '@sila/contracts';
import { useMe } from '../api/index.js';
import { useConnection } from '../realtime/realtime.context.js';
import { useNotices } from './notices.store.js';
import { useSnippetWords } from '../ui/index.js';
import { useUi } from './ui.store.js';
import { playChime } from './chime.js';
import { useLeadership } from './leadership.js';

/** A sound and a desktop notice for new messages while the window is hidden, each only by the person's choice. */
export function useMessageNotices(): void {
  const language = useUi((state) => state.language);
  const me = useMe();
  const connection = useConnection();
  const navigate = useNavigate();
  const { leads } = useLeadership('sila-notices');
  const desktop = useNotices((state) => state.desktop);
  const words = useSnippetWords();
  useEffect(() => {
    const seen = new Map<string, string>();
    const isNew = (item: ConversationItem) =>
      item.snippetDirection === 'in' && item.unread > 0 && seen.get(item.id) !== item.lastMessageAt;
    const concernsMe = (item: ConversationItem) => item.assignee?.id === me.id || item.assignee === null;
    const announce = (item: ConversationItem) => {
      const notice = new Notification(item.contact.name, {
        body: words(item),
        tag: item.id,
        lang: language,
        silent: true,
      });
      notice.addEventListener('click', () => {
        window.focus();
        void navigate({ to: '/inbox/{-$id}', params: { id: item.id } });
      });
    };
    return connection.onListChange(({ items }) => {
      const fresh = items.filter((item) => isNew(item) && concernsMe(item));
      for (const item of fresh) seen.set(item.id, item.lastMessageAt);
      if (fresh.length === 0 || !document.hidden || !leads) return;
      if (me.preferences.sounds) playChime();
      if (desktop) fresh.forEach(announce);
    });
  }, [connection, desktop, leads, me.id, me.preferences.sounds, navigate, language, words]);
}
