import { Trans, useLingui } from '@lingui/react/macro';
import type { StaffingQuery, StaffingView } from '@sila/contracts';
import { localDay, peopleNeeded, serviceLevel, weekdayOf } from '@sila/domain';
import { type ReactNode, useContext, useState } from 'react';
import { useQueues } from '../../api/index.js';
import { Card, FormatContext, NumberField, Select, useFormat } from '../../ui/index.js';
import { Loaded } from '../shared/loaded.js';
import { useLocalName } from '../shared/words.js';
import { useStaffing } from './report.query.js';
import styles from './reports.module.css';

/** What is wanted, and how people work. */
interface Goal {
  readonly percent: number;
  readonly withinSeconds: number;
  readonly concurrency: number;
  readonly slowdownPercent: number;
  /** Null: as long as it took until now. */
  readonly handlingSeconds: number | null;
}

const HALF_HOUR_SECONDS = 1_800;
/** Where nothing is known yet. */
const USUAL_SECONDS = 300;
const FIRST: Goal = {
  percent: 80,
  withinSeconds: 60,
  concurrency: 1,
  slowdownPercent: 30,
  handlingSeconds: null,
};

/** How many people a queue needs in each half hour of a weekday, by what came and how long one takes (Erlang C). */
export function StaffingPanel(): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const nameOf = useLocalName();
  const { timeZone } = useContext(FormatContext);
  const queues = (useQueues().data ?? []).filter(({ archived }) => !archived);
  const [chosen, setChosen] = useState<string | null>(null);
  const [weekday, setWeekday] = useState(() => weekdayOf(localDay(timeZone, new Date())));
  const [goal, setGoal] = useState(FIRST);
  const queueId = chosen ?? queues[0]?.id;
  return (
    <div className={styles.report}>
      <section aria-label={t`What is counted`} className={styles.filters}>
        <Select
          label={t`Queue`}
          value={queueId ?? null}
          onChange={setChosen}
          options={queues.map((queue) => ({ id: queue.id, label: nameOf(queue) }))}
        />
        <Select
          label={t`Weekday`}
          value={String(weekday)}
          onChange={(id) => setWeekday(Number(id))}
          options={[0, 1, 2, 3, 4, 5, 6].map((day) => ({ id: String(day), label: format.weekday(day) }))}
        />
        <GoalFields goal={goal} onChange={setGoal} />
      </section>
      {queueId && <Forecast query={{ queueId, weekday, weeks: 8 }} goal={goal} />}
    </div>
  );
}

function GoalFields({
  goal,
  onChange,
}: {
  readonly goal: Goal;
  readonly onChange: (goal: Goal) => void;
}): ReactNode {
  const { t } = useLingui();
  const field = (label: string, key: keyof Goal, most: number, unit: string, description?: string) => (
    <NumberField
      label={label}
      description={description}
      unit={unit}
      minValue={key === 'slowdownPercent' ? 0 : 1}
      maxValue={most}
      value={goal[key] ?? NaN}
      onChange={(value) => onChange({ ...goal, [key]: Number.isNaN(value) ? FIRST[key] : value })}
    />
  );
  return (
    <>
      {field(t`Answered in time`, 'percent', 99, t`%`)}
      {field(t`In time means within`, 'withinSeconds', 86_400, t`seconds`)}
      {field(t`One takes`, 'handlingSeconds', 86_400, t`seconds`, t`Empty: as long as it took until now.`)}
      {field(t`Chats at once`, 'concurrency', 10, t`chats`)}
      {field(t`Each further chat slows the others by`, 'slowdownPercent', 200, t`%`)}
    </>
  );
}

function Forecast({ query, goal }: { readonly query: StaffingQuery; readonly goal: Goal }): ReactNode {
  const staffing = useStaffing(query);
  return <Loaded query={staffing}>{(view) => <Needs view={view} goal={goal} />}</Loaded>;
}

interface HalfHour {
  readonly half: number;
  readonly arrivals: number;
  readonly needed: number;
  /** Share answered in time when everybody of the queue is there. */
  readonly level: number;
}

/** Half hours in which next to nothing is expected are left out. */
function halfHoursOf({ halfHours, people }: StaffingView, goal: Goal, handlingSeconds: number): HalfHour[] {
  const wanted = { share: goal.percent / 100, withinSeconds: goal.withinSeconds };
  const way = { concurrency: goal.concurrency, slowdown: goal.slowdownPercent / 100 };
  const slowed = handlingSeconds * (1 + way.slowdown * (way.concurrency - 1));
  return halfHours.flatMap((arrivals, half) => {
    if (arrivals < 0.05) return [];
    const load = { arrivals, stretchSeconds: HALF_HOUR_SECONDS, handlingSeconds };
    const all = { ...load, handlingSeconds: slowed };
    const level = serviceLevel(people * way.concurrency, all, wanted.withinSeconds);
    return [{ half, arrivals, needed: peopleNeeded(load, wanted, way), level }];
  });
}

function Needs({ view, goal }: { readonly view: StaffingView; readonly goal: Goal }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const handlingSeconds = goal.handlingSeconds ?? view.handlingSeconds ?? USUAL_SECONDS;
  const rows = halfHoursOf(view, goal, handlingSeconds);
  const [days, people] = [format.number(view.days), format.number(view.people)];
  const takes = format.waiting(0, handlingSeconds * 1_000);
  return (
    <Card
      title={t`Needed in each half hour`}
      intro={t`From ${days} days like it, newer ones counting more. One takes ${takes}. ${people} people work in the queue.`}
    >
      {rows.length === 0 ? (
        <p>
          <Trans>Nothing came on such days yet, or the doors are closed then.</Trans>
        </p>
      ) : (
        <NeedsTable rows={rows} people={view.people} />
      )}
    </Card>
  );
}

interface NeedsTableProps {
  readonly rows: readonly HalfHour[];
  readonly people: number;
}

function NeedsTable({ rows, people }: NeedsTableProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={styles.needs}>
      <thead>
        <tr>
          <th scope="col">{t`From`}</th>
          <th scope="col">{t`Expected`}</th>
          <th scope="col">{t`Needed`}</th>
          <th scope="col">{t`If all are there`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ half, arrivals, needed, level }) => {
          const percent = format.number(Math.round(level * 100));
          return (
            <tr key={half}>
              <th scope="row">{timeOf(half, format.number)}</th>
              <td>{format.number(Math.round(arrivals * 10) / 10)}</td>
              <td>
                {format.number(needed)}
                {needed > people && <span className={styles.short}> {t`more than there are`}</span>}
              </td>
              <td>{t`${percent}% in time`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function timeOf(half: number, number: (value: number) => string): string {
  const hour = number(Math.floor(half / 2));
  return half % 2 === 0 ? `${hour}:${number(0)}${number(0)}` : `${hour}:${number(30)}`;
}
