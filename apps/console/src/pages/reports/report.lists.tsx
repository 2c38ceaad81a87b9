import { useLingui } from '@lingui/react/macro';
import type { ReportView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { useOutcomeWords } from '../../inbox/actions/outcome.words.js';
import { useQueueName } from '../../inbox/queue.name.js';
import { Card, useFormat } from '../../ui/index.js';
import { BarList, type BarRow } from './bar.list.js';
import type { OpenBehind } from './report.body.js';
import { useTopicName } from './report.names.js';
import styles from './reports.module.css';

interface Listed {
  readonly title: string;
  readonly rows: readonly BarRow[];
}

interface ReportListsProps {
  readonly view: ReportView;
  readonly onBehind: OpenBehind;
}

/** What is counted by day, place, outcome and topic; a list without anything in it is left out. */
export function ReportLists({ view, onBehind }: ReportListsProps): ReactNode {
  const lists = [...usePlaces(view), ...useMatters(view)].filter(({ rows }) => rows.length > 0);
  return (
    <div className={styles.lists}>
      {lists.map(({ title, rows }) => (
        <Card key={title} title={title}>
          <BarList label={title} rows={rows} onBehind={onBehind} />
        </Card>
      ))}
    </div>
  );
}

function usePlaces({ days, channels, queues }: ReportView): readonly Listed[] {
  const { t } = useLingui();
  const format = useFormat();
  const queueName = useQueueName();
  return [
    {
      title: t`By day`,
      rows: days.map(({ day, count }) => ({
        id: day,
        label: format.date(`${day}T12:00:00Z`),
        count,
        more: { day },
      })),
    },
    {
      title: t`By channel`,
      rows: channels.map(({ channel, label, count }) => ({ id: channel, label, count, more: { channel } })),
    },
    {
      title: t`By queue`,
      rows: queues.map(({ queueId, count }) => ({
        id: queueId,
        label: queueName(queueId),
        count,
        more: { queueId },
      })),
    },
  ];
}

function useMatters({ outcomes, topics }: ReportView): readonly Listed[] {
  const { t } = useLingui();
  const outcomeWords = useOutcomeWords();
  const topicName = useTopicName();
  const wrong = topics.filter(({ misconceptions }) => misconceptions > 0);
  return [
    {
      title: t`How they were closed`,
      rows: outcomes.map(({ outcome, count }) => ({
        id: outcome,
        label: outcomeWords(outcome),
        count,
        more: { outcome },
      })),
    },
    {
      title: t`By topic`,
      rows: topics.map(({ topic, count }) => ({
        id: topic,
        label: topicName(topic),
        count,
        more: { topic },
      })),
    },
    {
      title: t`Misunderstandings, by topic`,
      rows: wrong.map(({ topic, misconceptions: count }) => ({
        id: topic,
        label: topicName(topic),
        count,
        more: { topic, outcome: 'misconception' },
      })),
    },
  ];
}
