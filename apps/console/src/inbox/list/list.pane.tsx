import { useLingui } from '@lingui/react/macro';
import { useCallback, useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import type { View } from '@sila/contracts';
import type { ListFilter } from '../../api/index.js';
import { Kbd, SearchField } from '../../ui/index.js';
import { labelOfKeys } from '../../shell/command.registry.js';
import { ConversationList } from './conversation.list.js';
import { QueueFilter } from './queue.filter.js';
import { UpdatesPill } from './updates.pill.js';
import { useFreshness } from './list.freshness.js';
import { useListCommands } from './list.commands.js';
import { useList } from './list.query.js';
import { rowsOf } from '../../realtime/list.patches.js';
import { useSearchText } from './search.text.js';
import { ViewTabs } from './view.tabs.js';
import styles from './list.module.css';

export interface ListPaneProps {
  readonly filter: ListFilter;
  readonly selectedId: string | undefined;
  readonly onFilter: (filter: Partial<ListFilter>) => void;
  readonly onOpen: (id: string) => void;
}

/** The conversations of one view: tabs, queue, search, rows. */
export function ListPane({ filter, selectedId, onFilter, onOpen }: ListPaneProps): ReactNode {
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useList(filter);
  const rows = rowsOf(list.data);
  const isScrolled = useCallback(() => (scroller.current?.scrollTop ?? 0) > 8, []);
  const freshness = useFreshness(filter, rows, isScrolled);
  const field = useRef<HTMLInputElement>(null);
  useListCommands({ rows, selectedId, onOpen, focusSearch: () => field.current?.focus() });
  const refresh = () => {
    scroller.current?.scrollTo({ top: 0 });
    freshness.refresh();
  };
  return (
    <section aria-label={t`Conversations`} className={styles.pane}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t`Inbox`}</h1>
        <QueueFilter queue={filter.queue} onChange={(queue) => onFilter({ queue })} />
      </div>
      <Search q={filter.q} onSearch={(q) => onFilter({ q })} field={field} />
      <ViewTabs view={filter.view} onChange={(view: View) => onFilter({ view })} />
      <div className={styles.rows} {...freshness.watchPointer}>
        {freshness.pending > 0 && <UpdatesPill count={freshness.pending} onPress={refresh} />}
        <ConversationList
          list={list}
          rows={rows}
          filter={filter}
          selectedId={selectedId}
          onOpen={onOpen}
          scroller={scroller}
        />
      </div>
    </section>
  );
}

interface SearchProps {
  readonly q: string | undefined;
  readonly onSearch: (q: string | undefined) => void;
  readonly field: Ref<HTMLInputElement>;
}

function Search({ q, onSearch, field }: SearchProps): ReactNode {
  const { t } = useLingui();
  const { text, change } = useSearchText(q, onSearch);
  return (
    <div className={styles.search}>
      <SearchField
        label={t`Search name, number or words`}
        hint={<Kbd>{labelOfKeys('Slash')}</Kbd>}
        inputRef={field}
        value={text}
        onChange={change}
      />
    </div>
  );
}
