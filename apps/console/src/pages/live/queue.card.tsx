import { Trans, useLingui } from '@lingui/react/macro';
import type { LiveFigure } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import type { Behind } from './behind.drawer.js';
import { ChannelBars } from './channel.bars.js';
import { ChannelTable } from './channel.table.js';
import styles from './live.module.css';
import type { ShownQueue } from './live.rules.js';
import { Figure } from './live.summary.js';
import { QuarterBars } from './quarter.bars.js';
import { QueueStaff } from './queue.staff.js';
import { QueueSwitch } from './queue.switch.js';
import { WaitClock } from './wait.clock.js';

interface QueueCardProps {
  readonly queue: ShownQueue;
  readonly skew: number;
  readonly asTable: boolean;
  /** Opens what is behind a number. */
  readonly onBehind: (behind: Behind) => void;
}

/** One queue: figures, quarter hours, channels, people. Its heading leads to its conversations. */
export function QueueCard({ queue, skew, asTable, onBehind }: QueueCardProps): ReactNode {
  const { t } = useLingui();
  const name = useLocalName()(queue);
  return (
    <section aria-label={name} className={styles.card}>
      <div className={styles.cardHead}>
        <h2 className={styles.name}>{name}</h2>
        <Link
          to="/inbox/{-$id}"
          params={{ id: undefined }}
          search={{ view: 'all', queue: queue.id }}
          className={styles.open}
          aria-label={t`Open in the inbox: ${name}`}
        >
          <Trans>Open in the inbox</Trans>
          <Icon of={ChevronRight} size={16} />
        </Link>
      </div>
      <Figures queue={queue} skew={skew} name={name} onBehind={onBehind} />
      <QueueSwitch queueId={queue.id} name={name} />
      <QuarterBars queue={queue} asTable={asTable} />
      {asTable ? <ChannelTable queue={queue} /> : <ChannelBars queue={queue} />}
      <QueueStaff
        queue={queue}
        skew={skew}
        onHeld={(person) =>
          onBehind({ figure: { figure: 'held', staffId: person.id }, name: person.name, count: person.load })
        }
      />
    </section>
  );
}

type FiguresProps = Omit<QueueCardProps, 'asTable'> & { readonly name: string };

function Figures({ queue, skew, name, onBehind }: FiguresProps): ReactNode {
  const { t } = useLingui();
  const open = (figure: LiveFigure, count: number) => () =>
    onBehind({ figure: { figure, queueId: queue.id }, name, count });
  return (
    <div className={styles.figures}>
      <Figure value={queue.waiting} caption={t`waiting`} onPress={open('waiting', queue.waiting)} />
      <WaitClock since={queue.longestWaitSince} skew={skew} />
      <Figure value={queue.atRisk} caption={t`at risk`} tone="warn" onPress={open('at-risk', queue.atRisk)} />
      <Figure value={queue.late} caption={t`late`} tone="danger" onPress={open('late', queue.late)} />
      <Figure value={queue.active} caption={t`being served`} onPress={open('active', queue.active)} />
      <Figure value={queue.abandoned} caption={t`left unanswered`} tone="warn" />
    </div>
  );
}
