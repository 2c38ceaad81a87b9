import { useLingui } from '@lingui/react/macro';
import { Check, Clock, ClockAlert, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx, HiddenText, Icon, Ltr, useFormat, useNow } from '../../ui/index.js';
import styles from './live.module.css';
import { waitLevel, type WaitLevel } from './live.rules.js';

const ICONS: Record<WaitLevel, LucideIcon> = {
  none: Check,
  calm: Clock,
  long: ClockAlert,
  'too-long': TriangleAlert,
};

interface WaitClockProps {
  readonly since: string | null;
  readonly skew: number;
}

/** How long the longest has waited, ticking; icon and words beside the colour. */
export function WaitClock({ since, skew }: WaitClockProps): ReactNode {
  const { t } = useLingui();
  const now = useNow(1000) + skew;
  const level = waitLevel(since, now);
  const words: Record<WaitLevel, string> = {
    none: t`nobody waits`,
    calm: t`longest wait`,
    long: t`a long wait`,
    'too-long': t`waits too long`,
  };
  return (
    <div className={cx(styles.figure, styles[level])}>
      <span className={styles.number}>
        {since === null ? <span aria-hidden>—</span> : <Length since={since} now={now} />}
      </span>
      <span className={styles.caption}>
        <Icon of={ICONS[level]} size={14} />
        {words[level]}
      </span>
    </div>
  );
}

const DAY_MS = 86_400_000;

/** Ticks within a day; beyond it, seconds say nothing any more. */
function Length({ since, now }: { readonly since: string; readonly now: number }): ReactNode {
  const format = useFormat();
  const inWords = format.waiting(since, now);
  if (now - Date.parse(since) >= DAY_MS) return inWords;
  return (
    <>
      <HiddenText>{inWords}</HiddenText>
      <span aria-hidden>
        <Ltr>{format.stopwatch(since, now)}</Ltr>
      </span>
    </>
  );
}
