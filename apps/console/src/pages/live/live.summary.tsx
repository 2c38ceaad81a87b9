import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cx, useFormat } from '../../ui/index.js';
import styles from './live.module.css';
import { longestOf, onlineCount, type ShownQueue, total } from './live.rules.js';
import { WaitClock } from './wait.clock.js';

interface FigureProps {
  readonly value: number;
  readonly caption: ReactNode;
  /** How a number above zero is to be taken. */
  readonly tone?: 'warn' | 'danger';
  /** Opens what is behind the number. */
  readonly onPress?: (() => void) | undefined;
}

/** A number and what it counts. */
export function Figure({ value, caption, tone, onPress }: FigureProps): ReactNode {
  const format = useFormat();
  const parts = (
    <>
      <span className={styles.number} data-tone={value > 0 ? tone : undefined}>
        {format.number(value)}
      </span>
      <span className={styles.caption}>{caption}</span>
    </>
  );
  if (!onPress || value === 0) return <div className={styles.figure}>{parts}</div>;
  return (
    <AriaButton className={cx(styles.figure, styles.pressable)} onPress={onPress}>
      {parts}
    </AriaButton>
  );
}

interface LiveSummaryProps {
  readonly queues: readonly ShownQueue[];
  readonly skew: number;
}

/** All queues together. */
export function LiveSummary({ queues, skew }: LiveSummaryProps): ReactNode {
  const { t } = useLingui();
  return (
    <section aria-label={t`All queues together`} className={styles.summary}>
      <Figure value={total(queues, 'waiting')} caption={t`waiting`} />
      <WaitClock since={longestOf(queues)} skew={skew} />
      <Figure value={total(queues, 'atRisk')} caption={t`at risk`} tone="warn" />
      <Figure value={total(queues, 'late')} caption={t`late`} tone="danger" />
      <Figure value={total(queues, 'active')} caption={t`being served`} />
      <Figure value={onlineCount(queues)} caption={t`online`} />
      <Figure value={total(queues, 'arrivals')} caption={t`came in the last hour`} />
      <Figure value={total(queues, 'answers')} caption={t`answers in the last hour`} />
      <Figure value={total(queues, 'abandoned')} caption={t`left unanswered in the last hour`} tone="warn" />
    </section>
  );
}
