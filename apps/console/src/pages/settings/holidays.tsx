import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Card, DateField, IconButton, useFormat } from '../../ui/index.js';
import type { PartProps } from './settings.page.js';
import styles from './settings.module.css';

/** Days on which the association is closed once, in both calendars. Kept as civil dates. */
export function Holidays({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const [date, setDate] = useState<string | null>(null);
  const { hours } = draft.value;
  const change = (holidays: string[]) => draft.change({ hours: { ...hours, holidays } });
  const add = () => {
    if (date === null) return;
    change([...new Set([...hours.holidays, date])].sort());
    setDate(null);
  };
  return (
    <Card title={t`Further days off`} intro={t`Closed on this one day, whatever the working hours say.`}>
      <div className={styles.addDate}>
        <DateField label={t`Date`} value={date} onChange={setDate} />
        <Button icon={Plus} isDisabled={date === null} onPress={add}>
          {t`Add`}
        </Button>
      </div>
      {hours.holidays.length === 0 ? (
        <p className={styles.closed}>
          <Trans>No further days off are entered.</Trans>
        </p>
      ) : (
        <ul className={styles.holidays}>
          {hours.holidays.map((day) => (
            <Holiday
              key={day}
              day={day}
              onRemove={() => change(hours.holidays.filter((entry) => entry !== day))}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Holiday({ day, onRemove }: { readonly day: string; readonly onRemove: () => void }): ReactNode {
  const { t } = useLingui();
  // Noon in Riyadh: the same civil day in every time zone an association is likely to sit in.
  const name = useFormat().day(`${day}T09:00:00Z`);
  return (
    <li className={styles.holiday}>
      <span>{name}</span>
      <IconButton label={t`Remove ${name}`} icon={Trash2} size="s" onPress={onRemove} />
    </li>
  );
}
