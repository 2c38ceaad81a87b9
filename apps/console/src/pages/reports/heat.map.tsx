import { useLingui } from '@lingui/react/macro';
import type { ReportView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormat } from '../../ui/index.js';
import type { OpenBehind } from './report.body.js';
import styles from './reports.module.css';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SHADES = 5;

interface HeatMapProps {
  readonly hours: ReportView['hours'];
  readonly onBehind: OpenBehind;
}

/** Weekdays by hours: the number stands in each cell, its colour says how it stands to the highest. */
export function HeatMap({ hours, onBehind }: HeatMapProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <div className={styles.scroller}>
      <table className={styles.heat}>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-text">{t`Weekday`}</span>
            </th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {format.number(hour)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <Weekday key={weekday} weekday={weekday} hours={hours} onBehind={onBehind} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Weekday({ weekday, hours, onBehind }: HeatMapProps & { readonly weekday: number }): ReactNode {
  const format = useFormat();
  const most = Math.max(...hours.map(({ count }) => count), 1);
  const name = format.weekday(weekday);
  return (
    <tr>
      <th scope="row">{name}</th>
      {HOURS.map((hour) => {
        const count = hours.find((one) => one.weekday === weekday && one.hour === hour)?.count ?? 0;
        const when = `${name} ${format.number(hour)}`;
        return (
          <td key={hour} data-heat={Math.ceil((count / most) * SHADES)}>
            {count > 0 && (
              <AriaButton
                aria-label={`${when}: ${format.number(count)}`}
                onPress={() => onBehind({ weekday, hour }, when)}
              >
                {format.number(count)}
              </AriaButton>
            )}
          </td>
        );
      })}
    </tr>
  );
}
