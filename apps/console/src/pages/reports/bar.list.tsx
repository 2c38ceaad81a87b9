import type { ReportFilter } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormat } from '../../ui/index.js';
import { barPercent } from '../live/live.rules.js';
import type { OpenBehind } from './report.body.js';
import styles from './reports.module.css';

/** One count of a list, with the conditions that lead to what it counts. */
export interface BarRow {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly more: Partial<ReportFilter>;
}

interface BarListProps {
  readonly label: string;
  readonly rows: readonly BarRow[];
  readonly onBehind: OpenBehind;
}

/** Counts as a table whose numbers are drawn as bars, too; each leads to its conversations. */
export function BarList({ label, rows, onBehind }: BarListProps): ReactNode {
  const format = useFormat();
  const most = Math.max(...rows.map(({ count }) => count), 1);
  return (
    <ul aria-label={label} className={styles.bars}>
      {rows.map(({ id, label: name, count, more }) => (
        <li key={id}>
          <AriaButton className={styles.barRow ?? ''} onPress={() => onBehind(more, `${label}: ${name}`)}>
            <span className={styles.barLabel}>
              <bdi>{name}</bdi>
            </span>
            <span aria-hidden className={styles.track}>
              <span className={styles.fill} style={{ inlineSize: `${barPercent(count, most)}%` }} />
            </span>
            <span className={styles.barCount}>{format.number(count)}</span>
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}
