import { Trans, useLingui } from '@lingui/react/macro';
import { CopyCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner, Button, Card, Switch } from '../../ui/index.js';
import { copyToWorkdays, type Span, spansOf } from './hours.rules.js';
import type { PartProps } from './settings.page.js';
import styles from './settings.module.css';
import { WeekEditor } from './week.editor.js';

/** When people are answered. */
export function WorkingHours({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { hours } = draft.value;
  const change = (open: Span[]) => draft.change({ hours: { ...hours, open } });
  return (
    <Card
      title={t`Working hours`}
      intro={t`Outside of them people are told when you are back, and rules may send them elsewhere.`}
      actions={
        <Button
          size="s"
          icon={CopyCheck}
          isDisabled={spansOf(hours.open, 0).length === 0}
          onPress={() => change(copyToWorkdays(hours.open, 0))}
        >
          {t`Sunday's hours until Thursday`}
        </Button>
      }
    >
      {hours.open.length === 0 && (
        <Banner>
          <Trans>No hours are set: you count as always open.</Trans>
        </Banner>
      )}
      <WeekEditor open={hours.open} onChange={change} />
    </Card>
  );
}

/** The days are shorter in Ramadan, and often there is an evening. */
export function RamadanHours({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { hours } = draft.value;
  const { open, ramadan } = hours;
  const change = (week: Span[] | null) => draft.change({ hours: { ...hours, ramadan: week } });
  return (
    <Card
      title={t`Hours in Ramadan`}
      intro={t`From the first to the last day of the month, by the Umm al-Qura calendar.`}
    >
      <Switch isSelected={ramadan !== null} onChange={(other) => change(other ? [...open] : null)}>
        {t`Other hours than in the rest of the year`}
      </Switch>
      {ramadan && (
        <div className={styles.ramadan}>
          <WeekEditor open={ramadan} onChange={change} />
        </div>
      )}
    </Card>
  );
}
