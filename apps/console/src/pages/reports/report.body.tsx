import { Trans, useLingui } from '@lingui/react/macro';
import type { ReportFilter, ReportView } from '@sila/contracts';
import { ChartColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card, EmptyState } from '../../ui/index.js';
import { HeatMap } from './heat.map.js';
import { MovesTable } from './moves.table.js';
import { ReportLists } from './report.lists.js';
import { ReportTiles } from './report.tiles.js';
import styles from './reports.module.css';

/** Opens the conversations of a figure: the conditions beside the page's own, and what they are called. */
export type OpenBehind = (more: Partial<ReportFilter>, title: string) => void;

interface ReportBodyProps {
  readonly view: ReportView;
  readonly onBehind: OpenBehind;
}

/** Every figure, each with the way to the conversations it counts. */
export function ReportBody({ view, onBehind }: ReportBodyProps): ReactNode {
  const { t } = useLingui();
  if (view.total === 0) {
    return (
      <EmptyState icon={ChartColumn} title={t`Nothing came in these days`}>
        <Trans>
          Choose a longer period, or fewer conditions. New conversations are counted within a minute.
        </Trans>
      </EmptyState>
    );
  }
  return (
    <div className={styles.report}>
      <ReportTiles view={view} onBehind={onBehind} />
      <ReportLists view={view} onBehind={onBehind} />
      <Card title={t`When people write`} intro={t`Conversations by weekday and hour of arrival.`}>
        <HeatMap hours={view.hours} onBehind={onBehind} />
      </Card>
      {view.moves.length > 0 && (
        <Card title={t`Where conversations went on to`} intro={t`And the reasons that colleagues wrote.`}>
          <MovesTable moves={view.moves} />
        </Card>
      )}
    </div>
  );
}
