import { Trans, useLingui } from '@lingui/react/macro';
import type { LiveView } from '@sila/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { ChartColumn, Monitor, Table2, Waypoints } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { useLive } from '../../realtime/live.store.js';
import { Button, EmptyState, ErrorView, Page, Skeleton, ToggleButton, useFormat } from '../../ui/index.js';
import styles from './live.module.css';
import { LiveCalls } from './live.calls.js';
import { LiveSummary } from './live.summary.js';
import { LiveWall } from './live.wall.js';
import { QueueCard } from './queue.card.js';

/** How often the figures are read when no hint comes: the hint is the quick way, this the sure one. */
const POLL_CONNECTED_MS = 20_000;
const POLL_ALONE_MS = 5_000;
const WALL = 'wall';

/** The supervisor's room: what waits where, for how long, and who is there. Load is shown, people are not judged (P8, P11). */
export function LivePage(): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const [wall, setWall] = useWall();
  const live = useLiveView();
  return (
    <Page
      title={<Trans>Queues now</Trans>}
      intro={live.data && <ReadAt at={live.data.at} />}
      actions={
        <>
          <ToggleButton icon={asTable ? ChartColumn : Table2} isSelected={asTable} onChange={setAsTable}>
            <Trans>Channels as a table</Trans>
          </ToggleButton>
          <Button icon={Monitor} onPress={() => setWall(true)}>
            <Trans>Wall view</Trans>
          </Button>
        </>
      }
    >
      <Body live={live} asTable={asTable} />
      {live.data && (
        <LiveWall isOpen={wall} onClose={() => setWall(false)} view={live.data} skew={skewOf(live)} />
      )}
    </Page>
  );
}

/** The figures, read again on the socket's hint and on a slow clock beside it. */
function useLiveView(): UseQueryResult<LiveView> {
  const connected = useLive((state) => state.connected);
  return useQuery({
    queryKey: keys.live,
    queryFn: ({ signal }) => api.get<LiveView>('/queues/live', undefined, signal),
    refetchInterval: connected ? POLL_CONNECTED_MS : POLL_ALONE_MS,
    staleTime: 0,
  });
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
  readonly asTable: boolean;
}

function Body({ live, asTable }: BodyProps): ReactNode {
  const { t } = useLingui();
  if (live.isPending) return <Skeleton lines={3} height={160} />;
  if (live.isError && !live.data) return <ErrorView error={live.error} onRetry={live.refetch} />;
  const { queues } = live.data;
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
          <QueueCard key={queue.id} queue={queue} skew={skewOf(live)} asTable={asTable} />
        ))}
      </div>
    </>
  );
}
