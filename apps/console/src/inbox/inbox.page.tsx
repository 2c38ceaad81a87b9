import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { ListFilter } from '../api/index.js';
import { useCommands } from '../shell/command.registry.js';
import { cx, EmptyState, Skeleton } from '../ui/index.js';
import { DetailsSide } from './details.side.js';
import { ListPane } from './list/list.pane.js';
import { useNextId } from './list/next.id.js';
import { useLayout } from './layout.store.js';
import { ListResizer } from './list.resizer.js';
import { useUnreadTitle } from './unread.title.js';
import styles from './inbox.module.css';

const loadThread = () => import('./thread/thread.pane.js');
const ThreadPane = lazy(async () => ({ default: (await loadThread()).ThreadPane }));

const FROM = { from: '/signed-in/inbox/{-$id}' } as const;

/** The inbox: list, thread and details side by side; what is shown stands in the address. */
export function InboxPage(): ReactNode {
  const { id } = useParams(FROM);
  const { filter, setFilter, open } = useInboxAddress();
  const { listWidth, listHidden, togglePanel } = useLayout();
  const nextId = useNextId(filter);
  useUnreadTitle();
  useEffect(() => void loadThread(), []);
  useLayoutCommands();
  return (
    <div
      className={cx(styles.inbox, id && styles.opened, listHidden && styles.wide)}
      style={{ ['--list' as string]: `${listWidth}px` }}
    >
      <div className={styles.listSide}>
        <ListPane filter={filter} selectedId={id} onFilter={setFilter} onOpen={open} />
        <ListResizer />
      </div>
      <div className={styles.threadSide}>
        {id ? (
          <Suspense fallback={<Skeleton lines={8} />}>
            <ThreadPane
              key={id}
              id={id}
              onBack={() => open(undefined)}
              onNext={() => open(nextId(id))}
              onTogglePanel={togglePanel}
            />
          </Suspense>
        ) : (
          <NothingOpen />
        )}
      </div>
      {id && <DetailsSide id={id} />}
    </div>
  );
}

function useLayoutCommands(): void {
  const { t } = useLingui();
  const { toggleList, togglePanel } = useLayout();
  useCommands([
    {
      id: 'toggle-list',
      title: t`Show or hide the list`,
      group: 'list',
      keys: 'BracketLeft',
      run: toggleList,
    },
    {
      id: 'toggle-panel',
      title: t`Show or hide the details`,
      group: 'list',
      keys: 'BracketRight',
      run: togglePanel,
    },
  ]);
}

function useInboxAddress() {
  const search = useSearch(FROM);
  const navigate = useNavigate();
  const filter: ListFilter = { view: search.view ?? 'mine', queue: search.queue, q: search.q };
  const setFilter = (change: Partial<ListFilter>) => {
    const next = { ...search, ...change };
    void navigate({ to: '/inbox/{-$id}', params: (before) => before, search: next, replace: 'q' in change });
  };
  const open = useCallback(
    (id: string | undefined) =>
      void navigate({ to: '/inbox/{-$id}', params: { id }, search: (before) => before }),
    [navigate],
  );
  return { filter, setFilter, open };
}

function NothingOpen(): ReactNode {
  return (
    <EmptyState icon={MessagesSquare} title={<Trans>Choose a conversation</Trans>}>
      <Trans>Or press J to open the first one.</Trans>
    </EmptyState>
  );
}
