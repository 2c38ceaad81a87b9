import { Trans, useLingui } from '@lingui/react/macro';
import { ConciergeBell, MonitorUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  Banner,
  Button,
  EmptyState,
  ErrorView,
  Ltr,
  Page,
  Select,
  Skeleton,
  Tabs,
  useErrorWords,
} from '../../ui/index.js';
import { Appointments } from './appointments.tab.js';
import { type DeskView, openScreen, useReception, useTickets } from './reception.queries.js';
import { TicketsTable } from './tickets.table.js';
import { VisitForm } from './visit.form.js';
import { dropVisit, useVisits } from './visits.store.js';
import styles from './reception.module.css';

/** The reception desk: who comes, their numbers, their appointments, and the screen of the waiting room. */
export function ReceptionPage(): ReactNode {
  const { t } = useLingui();
  const start = useReception();
  const [id, setId] = useState<string | null>(null);
  const desks = start.data?.desks ?? [];
  const desk = desks.find((one) => one.id === id) ?? desks[0];
  return (
    <Page
      title={<Trans>Reception</Trans>}
      intro={<Trans>Who comes gets a number and waits in the same list as those who write and call.</Trans>}
      actions={
        desk && (
          <>
            {desks.length > 1 && (
              <Select
                aria-label={t`Desk`}
                options={desks.map((one) => ({ id: one.id, label: one.label }))}
                value={desk.id}
                onChange={setId}
              />
            )}
            <Button icon={MonitorUp} onPress={() => void openScreen(desk.id)}>
              <Trans>Open the screen</Trans>
            </Button>
          </>
        )
      }
    >
      {start.isPending ? (
        <Skeleton lines={4} height={60} />
      ) : start.isError ? (
        <ErrorView error={start.error} onRetry={start.refetch} />
      ) : desk ? (
        <Desk key={desk.id} desk={desk} />
      ) : (
        <NoDesk />
      )}
    </Page>
  );
}

function NoDesk(): ReactNode {
  return (
    <EmptyState icon={ConciergeBell} title={<Trans>No desk of yours</Trans>}>
      <Trans>Members of the queue that a reception desk belongs to work here.</Trans>
    </EmptyState>
  );
}

function Desk({ desk }: { readonly desk: DeskView }): ReactNode {
  const { t } = useLingui();
  const [tab, setTab] = useState<'desk' | 'appointments'>('desk');
  return (
    <Tabs
      label={t`Reception`}
      selected={tab}
      onSelect={setTab}
      tabs={[
        { id: 'desk', label: t`At the desk`, content: <AtTheDesk desk={desk} /> },
        { id: 'appointments', label: t`Appointments`, content: <Appointments desk={desk} /> },
      ]}
    />
  );
}

interface Entered {
  readonly entryId: string;
  readonly name: string;
}

function AtTheDesk({ desk }: { readonly desk: DeskView }): ReactNode {
  const tickets = useTickets(desk.id);
  const [last, setLast] = useState<Entered | null>(null);
  const list = tickets.data ?? [];
  return (
    <div className={styles.desk}>
      <div className={styles.side}>
        <VisitForm desk={desk} onEntered={(entryId, name) => setLast({ entryId, name })} />
        <LastTicket last={last} label={list.find(({ id }) => id === last?.entryId)?.label} />
        <KeptVisits />
      </div>
      <div>{tickets.isPending ? <Skeleton lines={4} height={48} /> : <TicketsTable tickets={list} />}</div>
    </div>
  );
}

/** The number to tell the person, large enough to be read aloud at a glance. */
function LastTicket({
  last,
  label,
}: {
  readonly last: Entered | null;
  readonly label: string | undefined;
}): ReactNode {
  return (
    <output className={styles.last}>
      {last && (
        <>
          <strong className={styles.lastNumber}>{label ? <Ltr>{label}</Ltr> : '…'}</strong>
          <span>
            {label ? (
              <Trans>
                The number of <bdi>{last.name}</bdi>
              </Trans>
            ) : (
              <Trans>
                <bdi>{last.name}</bdi> is being entered
              </Trans>
            )}
          </span>
        </>
      )}
    </output>
  );
}

/** What the server has not got yet, or refused. */
function KeptVisits(): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const visits = useVisits((state) => state.visits).filter(({ error }) => error !== null);
  const waiting = visits.filter(({ state }) => state !== 'refused');
  return (
    <>
      {waiting.length > 0 && (
        <Banner tone="warn" title={t`Kept on this computer`}>
          <Trans>
            Without the network these wait here and are sent once:{' '}
            {waiting.map(({ name }) => name).join('، ')}
          </Trans>
        </Banner>
      )}
      {visits
        .filter(({ state }) => state === 'refused')
        .map(({ entryId, name, error }) => (
          <Banner
            key={entryId}
            tone="danger"
            title={name}
            action={
              <Button size="s" onPress={() => void dropVisit(entryId)}>
                <Trans>Remove</Trans>
              </Button>
            }
          >
            {words({ code: error })}
          </Banner>
        ))}
    </>
  );
}
