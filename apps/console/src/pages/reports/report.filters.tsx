import { useLingui } from '@lingui/react/macro';
import type { ReportFilter, ReportView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { useQueues, useTopics } from '../../api/index.js';
import { DateField, Select, useFormat } from '../../ui/index.js';
import { useLocalName } from '../shared/words.js';
import { type Days, type Period, PERIODS } from './period.rules.js';
import styles from './reports.module.css';

const ALL = 'all';

interface ReportFiltersProps {
  readonly period: Period;
  readonly days: Days;
  readonly filter: ReportFilter;
  /** Those that something came by. */
  readonly channels: ReportView['channels'];
  readonly onPeriod: (period: Period) => void;
  readonly onDays: (days: Days) => void;
  readonly onChange: (patch: Pick<ReportFilter, 'queueId' | 'channel' | 'topic'>) => void;
}

/** Which days, in either calendar, and which queue, channel and topic. */
export function ReportFilters(props: ReportFiltersProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { period, days, onDays } = props;
  const words: Record<Period, string> = {
    'last-30': t`Last 30 days`,
    week: t`This week`,
    month: t`This month`,
    'last-month': t`Last month`,
    'hijri-month': t`This Hijri month`,
    'last-hijri-month': t`Last Hijri month`,
    own: t`Days of my choice`,
  };
  const noon = (day: string) => `${day}T12:00:00Z`;
  return (
    <section aria-label={t`What is counted`} className={styles.filters}>
      <Select
        label={t`Period`}
        value={period}
        onChange={props.onPeriod}
        options={PERIODS.map((id) => ({ id, label: words[id] }))}
      />
      {period === 'own' && (
        <>
          <DateField
            label={t`From`}
            value={days.from}
            onChange={(from) => from && onDays({ ...days, from })}
          />
          <DateField label={t`To`} value={days.to} onChange={(to) => to && onDays({ ...days, to })} />
        </>
      )}
      <Places {...props} />
      <p className={styles.days}>
        {format.day(noon(days.from))} — {format.day(noon(days.to))}
      </p>
    </section>
  );
}

function Places({ filter, channels, onChange }: ReportFiltersProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter(({ archived }) => !archived);
  const topics = useTopics().data ?? [];
  const chosen = (id: string) => (id === ALL ? undefined : id);
  const named = (things: readonly { id: string; nameAr: string; nameEn: string }[]) =>
    things.map((thing) => ({ id: thing.id, label: nameOf(thing) }));
  return (
    <>
      <Select
        label={t`Queue`}
        value={filter.queueId ?? ALL}
        onChange={(id) => onChange({ ...filter, queueId: chosen(id) })}
        options={[{ id: ALL, label: t`All queues` }, ...named(queues)]}
      />
      <Select
        label={t`Channel`}
        value={filter.channel ?? ALL}
        onChange={(id) => onChange({ ...filter, channel: chosen(id) })}
        options={[
          { id: ALL, label: t`All channels` },
          ...channels.map(({ channel, label }) => ({ id: channel, label })),
        ]}
      />
      <Select
        label={t`Topic`}
        value={filter.topic ?? ALL}
        onChange={(id) => onChange({ ...filter, topic: chosen(id) })}
        options={[{ id: ALL, label: t`All topics` }, ...named(topics)]}
      />
    </>
  );
}
