import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Dialog, useFormat, useNow } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { onlineCount, type ShownQueue } from './live.rules.js';
import { useWakeLock } from './wake.lock.js';
import { Figure } from './live.summary.js';
import { WaitClock } from './wait.clock.js';
import styles from './wall.module.css';

interface LiveWallProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly queues: readonly ShownQueue[];
  readonly skew: number;
}

/** For a screen on a wall: large figures by queue and no names, because everybody passing reads them. */
export function LiveWall({ isOpen, onClose, queues, skew }: LiveWallProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  useWakeLock(isOpen);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      size="full"
      title={<Title skew={skew} />}
    >
      <div className={styles.wall} data-many={queues.length > 6 || undefined}>
        {queues.map((queue) => (
          <section key={queue.id} aria-label={nameOf(queue)} className={styles.queue}>
            <h3 className={styles.name}>{nameOf(queue)}</h3>
            <div className={styles.figures}>
              <Figure value={queue.waiting} caption={t`waiting`} />
              <WaitClock since={queue.longestWaitSince} skew={skew} />
              <Figure value={queue.atRisk} caption={t`at risk`} tone="warn" />
              <Figure value={queue.late} caption={t`late`} tone="danger" />
              <Figure value={onlineCount([queue])} caption={t`online`} />
            </div>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Title({ skew }: { readonly skew: number }): ReactNode {
  const format = useFormat();
  const now = useNow(15_000) + skew;
  return (
    <span className={styles.title}>
      <Trans>Queues now</Trans>
      <span className={styles.time}>
        {format.day(now)} · {format.time(now)}
      </span>
    </span>
  );
}
