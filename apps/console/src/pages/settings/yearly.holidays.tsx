import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { longestMonth, type YearlyHoliday } from '@sila/domain';
import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Card, IconButton, NumberField, RadioGroup, Select, useFormat } from '../../ui/index.js';
import type { PartProps } from './settings.page.js';
import styles from './settings.module.css';

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1));
const EID: YearlyHoliday = { calendar: 'hijri', month: 10, day: 1, days: 4 };

/** The days of every year on which the association is closed. They move with their calendar. */
export function YearlyHolidays({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { hours } = draft.value;
  const change = (yearly: YearlyHoliday[]) => draft.change({ hours: { ...hours, yearly } });
  return (
    <Card title={t`Holidays of every year`} intro={t`Closed all day, whatever the working hours say.`}>
      <AddHoliday onAdd={(holiday) => change([...hours.yearly, holiday])} />
      {hours.yearly.length === 0 ? (
        <p className={styles.closed}>
          <Trans>No holidays are entered.</Trans>
        </p>
      ) : (
        <ul className={styles.holidays}>
          {hours.yearly.map((holiday, at) => (
            <Holiday
              key={at}
              holiday={holiday}
              onRemove={() => change(hours.yearly.filter((_, index) => index !== at))}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function AddHoliday({ onAdd }: { readonly onAdd: (holiday: YearlyHoliday) => void }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const [holiday, setHoliday] = useState(EID);
  const set = (change: Partial<YearlyHoliday>) => setHoliday(within({ ...holiday, ...change }));
  const { calendar, month, day, days } = holiday;
  const calendars = [
    { id: 'hijri', label: t`Hijri` },
    { id: 'gregorian', label: t`Gregorian` },
  ] as const;
  const months = MONTHS.map((id) => ({ id, label: format.month(calendar, Number(id)) }));
  return (
    <div className={styles.addDate}>
      <RadioGroup
        label={t`Calendar`}
        layout="segments"
        options={calendars}
        value={calendar}
        onChange={(next) => set({ calendar: next })}
      />
      <Select
        label={t`Month`}
        options={months}
        value={String(month)}
        onChange={(next) => set({ month: Number(next) })}
      />
      <Count
        label={t`First day`}
        most={longestMonth(calendar, month)}
        value={day}
        onChange={(next) => set({ day: next })}
      />
      <Count label={t`Days`} most={30} value={days} onChange={(next) => set({ days: next })} />
      <Button icon={Plus} onPress={() => onAdd(holiday)}>
        {t`Add`}
      </Button>
    </div>
  );
}

interface CountProps {
  readonly label: string;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Count({ most, ...field }: CountProps): ReactNode {
  return (
    <div className={styles.count}>
      <NumberField {...field} minValue={1} maxValue={most} />
    </div>
  );
}

/** Another month may be shorter, and a field that was emptied has no number. */
function within(holiday: YearlyHoliday): YearlyHoliday {
  const last = longestMonth(holiday.calendar, holiday.month);
  return { ...holiday, day: Math.min(holiday.day || 1, last), days: holiday.days || 1 };
}

interface HolidayProps {
  readonly holiday: YearlyHoliday;
  readonly onRemove: () => void;
}

function Holiday({ holiday: { calendar, month, day, days }, onRemove }: HolidayProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const first = `${format.number(day)} ${format.month(calendar, month)}`;
  const length = plural(days, { one: '# day', other: '# days' });
  return (
    <li className={styles.holiday}>
      <span>
        {first} · {length}
      </span>
      <IconButton label={t`Remove ${first}`} icon={Trash2} size="s" onPress={onRemove} />
    </li>
  );
}
