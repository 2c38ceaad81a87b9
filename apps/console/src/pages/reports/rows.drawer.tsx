import { Trans, useLingui } from '@lingui/react/macro';
import type { ReportFilter, ReportRow } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import { ChartColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '../../api/index.js';
import { useQueueName } from '../../inbox/queue.name.js';
import { may } from '../../shell/access.js';
import { Button, Chip, Drawer, EmptyState, ErrorView, Ltr, Skeleton, useFormat } from '../../ui/index.js';
import { useKindWords, useTopicName } from './report.names.js';
import { useReportRows } from './report.query.js';
import styles from './reports.module.css';

interface RowsDrawerProps {
  readonly filter: ReportFilter;
  readonly title: string;
  readonly onClose: () => void;
}

/** The conversations that a figure counts, newest first. */
export function RowsDrawer({ filter, title, onClose }: RowsDrawerProps): ReactNode {
  const { t } = useLingui();
  const rows = useReportRows(filter);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer isOpen onOpenChange={(open) => !open && onClose()} title={title}>
      {rows.isPending && <Skeleton lines={4} height={64} />}
      {rows.isError && <ErrorView error={rows.error} onRetry={rows.refetch} />}
      {rows.isSuccess && items.length === 0 && (
        <EmptyState icon={ChartColumn} title={t`No conversation counts here`} />
      )}
      <ul className={styles.rows}>
        {items.map((row) => (
          <ReportRowItem key={row.id} row={row} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button isPending={rows.isFetchingNextPage} onPress={() => void rows.fetchNextPage()}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </Drawer>
  );
}

function ReportRowItem({ row }: { readonly row: ReportRow }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const kinds = useKindWords();
  const topicName = useTopicName();
  const queueName = useQueueName();
  const mayRead = may(useMe(), 'conversation.read');
  const wait = row.waitSeconds === null ? '' : format.waiting(0, row.waitSeconds * 1_000);
  const number = <Ltr>#{format.number(row.number)}</Ltr>;
  return (
    <li className={styles.row}>
      <span className={styles.rowHead}>
        {mayRead ? (
          <Link to="/inbox/{-$id}" params={{ id: row.id }} search={{ view: 'all' }}>
            {number}
          </Link>
        ) : (
          number
        )}
        <span className={styles.note}>{format.dateTime(row.arrivedAt)}</span>
      </span>
      <span className={styles.chips}>
        <Chip>{kinds[row.kind]}</Chip>
        <Chip>
          <bdi>{queueName(row.queueId)}</bdi>
        </Chip>
        {row.topic && (
          <Chip>
            <bdi>{topicName(row.topic)}</bdi>
          </Chip>
        )}
        {wait && <Chip tone={row.kept === false ? 'danger' : 'neutral'}>{t`answered after ${wait}`}</Chip>}
      </span>
    </li>
  );
}
