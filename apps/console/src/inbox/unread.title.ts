import { useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { rowsOf } from '../realtime/list.patches.js';
import { useList } from './list/list.query.js';

/** The number of one's own conversations with something unread, in the title of the window. */
export function useUnreadTitle(): void {
  const { t } = useLingui();
  const mine = rowsOf(useList({ view: 'mine', queue: undefined, q: undefined }).data);
  const unread = mine.filter((item) => item.unread > 0).length;
  const title = unread > 0 ? t`(${unread}) Inbox · Sila` : t`Inbox · Sila`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
