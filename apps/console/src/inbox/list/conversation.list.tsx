import { useLingui } from '@lingui/react/macro';
import type { Ref, ReactNode } from 'react';
import { GridList, GridListItem, GridListLoadMoreItem, ListLayout, Virtualizer } from 'react-aria-components';
import type { ConversationItem } from '@sila/contracts';
import type { ListFilter } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import { ErrorView, Skeleton, Spinner } from '../../ui/index.js';
import { usePrefetch } from '../conversation.query.js';
import { ConversationRow } from './conversation.row.js';
import { EmptyList } from './empty.list.js';
import type { useList } from './list.query.js';
import styles from './list.module.css';

interface ConversationListProps {
  readonly list: ReturnType<typeof useList>;
  readonly rows: readonly ConversationItem[];
  readonly filter: ListFilter;
  readonly selectedId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly scroller: Ref<HTMLDivElement>;
}

const ROW_HEIGHT = { comfortable: 88, compact: 64 } as const;

/** The rows, drawn only where they can be seen; further pages are read while scrolling. */
export function ConversationList(props: ConversationListProps): ReactNode {
  const { t } = useLingui();
  const { list, rows, filter, selectedId, onOpen, scroller } = props;
  const density = useUi((state) => state.density);
  const prefetch = usePrefetch();
  if (list.isPending) return <Skeletons />;
  if (list.isError && rows.length === 0) return <ErrorView error={list.error} onRetry={list.refetch} />;
  if (rows.length === 0) return <EmptyList filter={filter} />;
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: ROW_HEIGHT[density], loaderSize: 44 }}>
      <GridList
        ref={scroller}
        aria-label={t`Conversations`}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={selectedId ? [selectedId] : []}
        onSelectionChange={(selected) => selected !== 'all' && openFirst(selected, onOpen)}
        className={styles.grid ?? ''}
      >
        {rows.map((item) => (
          <GridListItem
            key={item.id}
            id={item.id}
            textValue={item.contact.name}
            className={styles.item ?? ''}
            onHoverStart={() => prefetch(item.id)}
          >
            <ConversationRow item={item} view={filter.view} />
          </GridListItem>
        ))}
        <More list={list} />
      </GridList>
    </Virtualizer>
  );
}

function More({ list }: Pick<ConversationListProps, 'list'>): ReactNode {
  return (
    <GridListLoadMoreItem
      isLoading={list.isFetchingNextPage}
      onLoadMore={() => void (list.hasNextPage && list.fetchNextPage())}
      className={styles.more ?? ''}
    >
      <Spinner />
    </GridListLoadMoreItem>
  );
}

function openFirst(selected: Set<string | number>, onOpen: (id: string) => void): void {
  const [id] = selected;
  if (id !== undefined) onOpen(String(id));
}

function Skeletons(): ReactNode {
  return (
    <div className={styles.skeletons}>
      <Skeleton lines={7} height={64} />
    </div>
  );
}
