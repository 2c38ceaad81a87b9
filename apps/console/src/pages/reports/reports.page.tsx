import { Trans, useLingui } from '@lingui/react/macro';
import type { ReportFilter, ReportView } from '@sila/contracts';
import { localDay } from '@sila/domain';
import { Download, Printer } from 'lucide-react';
import { type ReactNode, useContext, useState } from 'react';
import { Button, FormatContext, Page, Tabs, useNow } from '../../ui/index.js';
import { Loaded } from '../shared/loaded.js';
import { type Days, daysOf, type Period } from './period.rules.js';
import { ReportBody } from './report.body.js';
import { ReportFilters } from './report.filters.js';
import { queryOf, useReport } from './report.query.js';
import { RowsDrawer } from './rows.drawer.js';
import { StaffingPanel } from './staffing.panel.js';

const NO_CHANNELS: ReportView['channels'] = [];

type Places = Pick<ReportFilter, 'queueId' | 'channel' | 'topic'>;
type Tab = 'figures' | 'staffing';

/** Figures about the service, for the whole team; nothing about a person (P8, P10). */
export function ReportsPage(): ReactNode {
  const { t } = useLingui();
  const [tab, setTab] = useState<Tab>('figures');
  return (
    <Page
      title={<Trans>Reports</Trans>}
      intro={
        <Trans>
          How people were answered, counted from all conversations. The figures are for the team and say
          nothing about a colleague.
        </Trans>
      }
    >
      <Tabs
        label={t`Reports`}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'figures', label: <Trans>Figures</Trans>, content: <Figures /> },
          { id: 'staffing', label: <Trans>Staffing</Trans>, content: <StaffingPanel /> },
        ]}
      />
    </Page>
  );
}

function Figures(): ReactNode {
  const { timeZone } = useContext(FormatContext);
  const today = localDay(timeZone, new Date(useNow(60_000)));
  const [period, setPeriod] = useState<Period>('last-30');
  const [own, setOwn] = useState<Days>(() => daysOf('last-30', today, { from: today, to: today }));
  const [places, setPlaces] = useState<Places>({});
  const [behind, setBehind] = useState<{ readonly filter: ReportFilter; readonly title: string } | null>(
    null,
  );
  const days = daysOf(period, today, own);
  const filter: ReportFilter = { ...days, ...places };
  const report = useReport(filter);
  return (
    <>
      <ReportFilters
        period={period}
        days={days}
        filter={filter}
        channels={report.data?.channels ?? NO_CHANNELS}
        onPeriod={(next) => (setOwn(days), setPeriod(next))}
        onDays={setOwn}
        onChange={({ queueId, channel, topic }) => setPlaces({ queueId, channel, topic })}
      />
      <Ways filter={filter} />
      <Loaded query={report}>
        {(view) => (
          <ReportBody
            view={view}
            onBehind={(more, title) => setBehind({ filter: { ...filter, ...more }, title })}
          />
        )}
      </Loaded>
      {behind && <RowsDrawer {...behind} onClose={() => setBehind(null)} />}
    </>
  );
}

/** As a file and on paper. */
function Ways({ filter }: { readonly filter: ReportFilter }): ReactNode {
  const query = new URLSearchParams(queryOf(filter));
  return (
    <div className="no-print">
      <Button
        icon={Download}
        onPress={() => window.location.assign(`/api/reports/conversations.csv?${query.toString()}`)}
      >
        <Trans>Download as CSV</Trans>
      </Button>{' '}
      <Button icon={Printer} onPress={() => window.print()}>
        <Trans>Print</Trans>
      </Button>
    </div>
  );
}
