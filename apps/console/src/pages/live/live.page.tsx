import { Trans, useLingui } from '@lingui/react/macro';
import type { LiveView } from '@sila/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Bell, BellOff, ChartColumn, Monitor, Table2, Waypoints } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Button, EmptyState, ErrorView, Page, Skeleton, ToggleButton, useFormat } from '../../ui/index.js';
import { type Behind, BehindDrawer } from './behind.drawer.js';
import styles from './live.module.css';
import { LiveCalls } from './live.calls.js';
import { useLiveView } from './live.query.js';
import { type ShownQueue, shownQueues } from './live.rules.js';
import { LiveSummary } from './live.summary.js';
import { LiveWall } from './live.wall.js';
import { QueueCard } from './queue.card.js';
import { useAlerts, useAlertSound } from './use.alerts.js';

const NO_QUEUES: readonly ShownQueue[] = [];
const WALL = 'wall';

/** The supervisor's room: what waits where, for how long, and who is there. Load is shown, people are not judged (P8, P11). */
export function LivePage(): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const [wall, setWall] = useWall();
  const live = useLiveView();
  const sound = useAlertSound();
  const queues = useMemo(() => (live.data ? shownQueues(live.data) : NO_QUEUES), [live.data]);
  useAlerts(queues);
  return (
    <Page
      title={<Trans>Queues now</Trans>}
      intro={live.data && <ReadAt at={live.data.at} />}
      actions={
        <>
          <ToggleButton icon={asTable ? ChartColumn : Table2} isSelected={asTable} onChange={setAsTable}>
            <Trans>As tables</Trans>
          </ToggleButton>
          <ToggleButton icon={sound.on ? Bell : BellOff} isSelected={sound.on} onChange={sound.set}>
            <Trans>Sound</Trans>
          </ToggleButton>
          <Button icon={Monitor} onPress={() => setWall(true)}>
            <Trans>Wall view</Trans>
          </Button>
        </>
      }
    >
      <Body live={live} queues={queues} asTable={asTable} />
      {live.data && (
        <LiveWall isOpen={wall} onClose={() => setWall(false)} queues={queues} skew={skewOf(live)} />
      )}
    </Page>
  );
}

/** The wall view stands in the address, so that a screen on a wall comes back to it after a restart. */
function useWall(): readonly [boolean, (on: boolean) => void] {
  const { hash } = useLocation();
  const navigate = useNavigate();
  return [hash === WALL, (on) => void navigate({ to: '/live', hash: on ? WALL : '', replace: true })];
}

/** Milliseconds by which the server's clock is ahead of this device. */
function skewOf({ data, dataUpdatedAt }: UseQueryResult<LiveView>): number {
  const skew = data ? Date.parse(data.at) - dataUpdatedAt : 0;
  return Math.abs(skew) < 2_000 ? 0 : skew;
}

function ReadAt({ at }: { readonly at: string }): ReactNode {
  const format = useFormat();
  const time = format.time(at);
  return <Trans>Updates by itself. Last change at {time}.</Trans>;
}

interface BodyProps {
  readonly live: UseQueryResult<LiveView>;
  readonly queues: readonly ShownQueue[];
  readonly asTable: boolean;
}

function Body({ live, queues, asTable }: BodyProps): ReactNode {
  const { t } = useLingui();
  const [behind, setBehind] = useState<Behind | null>(null);
  if (live.isPending) return <Skeleton lines={3} height={160} />;
  if (live.isError && !live.data) return <ErrorView error={live.error} onRetry={live.refetch} />;
  if (queues.length === 0) {
    return (
      <EmptyState icon={Waypoints} title={t`You have no queue to look after`}>
        <Trans>An administrator can add you to queues on the staff page.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <LiveSummary queues={queues} skew={skewOf(live)} />
      <LiveCalls calls={live.data.calls} skew={skewOf(live)} />
      <div className={styles.cards}>
        {queues.map((queue) => (
          <QueueCard
            key={queue.id}
            queue={queue}
            skew={skewOf(live)}
            asTable={asTable}
            onBehind={setBehind}
          />
        ))}
      </div>
      {behind && <BehindDrawer behind={nowBehind(behind, queues)} onClose={() => setBehind(null)} />}
    </>
  );
}

/** What was pressed, with the number as it is now: the list behind it is read again when it is another. */
function nowBehind(behind: Behind, queues: readonly ShownQueue[]): Behind {
  const { figure, queueId, staffId } = behind.figure;
  const queue = queues.find(({ id }) => id === queueId);
  const person = queues.flatMap(({ staff }) => staff).find(({ id }) => id === staffId);
  const counts = {
    waiting: queue?.waiting,
    'at-risk': queue?.atRisk,
    late: queue?.late,
    active: queue?.active,
    held: person?.load,
  };
  return { ...behind, count: counts[figure] ?? behind.count };
}
