import type { ReactNode } from 'react';
import { useFormat } from '../../ui/index.js';
import styles from './panel.module.css';

interface PanelCardProps {
  readonly title: ReactNode;
  readonly count?: number;
  /** A button at the end of the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One card of the panel. */
export function PanelCard({ title, count, action, children }: PanelCardProps): ReactNode {
  const format = useFormat();
  return (
    <section className={styles.card}>
      <h3 className={styles.cardTitle}>
        {title}
        {count !== undefined && <span className={styles.quiet}>{format.number(count)}</span>}
        {action}
      </h3>
      {children}
    </section>
  );
}
