import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { ChannelBars } from './channel.bars.js';
import { ChannelTable } from './channel.table.js';
import styles from './live.module.css';
import type { LiveQueue } from './live.rules.js';
import { Figure } from './live.summary.js';
import { QueueStaff } from './queue.staff.js';
import { QueueSwitch } from './queue.switch.js';
import { WaitClock } from './wait.clock.js';

interface QueueCardProps {
  readonly queue: LiveQueue;
  readonly skew: number;
  readonly asTable: boolean;
}

/** One queue: figures, channels, people. Its heading leads to the conversations that wait. */
export function QueueCard({ queue, skew, asTable }: QueueCardProps): ReactNode {
  const { t } = useLingui();
  const name = useLocalName()(queue);
  return (
    <section aria-label={name} className={styles.card}>
      <div className={styles.cardHead}>
        <h2 className={styles.name}>{name}</h2>
        <Link
          to="/inbox/{-$id}"
          params={{ id: undefined }}
          search={{ view: 'unassigned', queue: queue.id }}
          className={styles.open}
          aria-label={t`Open what waits in ${name}`}
        >
          <Trans>Open what waits</Trans>
          <Icon of={ChevronRight} size={16} />
        </Link>
      </div>
      <div className={styles.figures}>
        <Figure value={queue.waiting} caption={t`waiting`} />
        <WaitClock since={queue.longestWaitSince} skew={skew} />
        <Figure value={queue.atRisk} caption={t`at risk`} tone="warn" />
        <Figure value={queue.late} caption={t`late`} tone="danger" />
        <Figure value={queue.active} caption={t`being served`} />
      </div>
      <QueueSwitch queueId={queue.id} name={name} />
      {asTable ? <ChannelTable queue={queue} /> : <ChannelBars queue={queue} />}
      <QueueStaff queue={queue} />
    </section>
  );
}
