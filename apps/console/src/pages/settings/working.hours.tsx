import { Trans, useLingui } from '@lingui/react/macro';
import { CopyCheck, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner, Button, Card, IconButton, TimeField, useFormat } from '../../ui/index.js';
import {
  copyToWorkdays,
  nextSpan,
  overlaps,
  type Span,
  spanIsGood,
  spansOf,
  WEEK,
  withDay,
} from './hours.rules.js';
import type { PartProps } from './settings.page.js';
import styles from './settings.module.css';

/** The week, Sunday first; a day may have several stretches or none. */
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
      <div className={styles.week}>
        {WEEK.map((day) => (
          <Day
            key={day}
            day={day}
            spans={spansOf(hours.open, day)}
            onChange={(spans) => change(withDay(hours.open, day, spans))}
          />
        ))}
      </div>
    </Card>
  );
}

interface DayProps {
  readonly day: number;
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}

function Day({ day, spans, onChange }: DayProps): ReactNode {
  const { t } = useLingui();
  const name = useFormat().weekday(day);
  return (
    <fieldset className={styles.day}>
      <legend className={styles.dayName}>{name}</legend>
      <div className={styles.spans}>
        {spans.length === 0 && (
          <span className={styles.closed}>
            <Trans>Closed</Trans>
          </span>
        )}
        {spans.map((span, at) => (
          <SpanFields
            key={at}
            name={name}
            span={span}
            onChange={(next) => onChange(spans.map((entry, i) => (i === at ? next : entry)))}
            onRemove={() => onChange(spans.filter((_, i) => i !== at))}
          />
        ))}
        {overlaps(spans) && (
          <span role="alert" className={styles.wrong}>
            <Trans>These hours overlap.</Trans>
          </span>
        )}
      </div>
      <div className={styles.dayActions}>
        <IconButton
          label={t`Add hours: ${name}`}
          icon={Plus}
          size="s"
          onPress={() => onChange([...spans, nextSpan(spans, day)])}
        />
      </div>
    </fieldset>
  );
}

interface SpanFieldsProps {
  readonly name: string;
  readonly span: Span;
  readonly onChange: (span: Span) => void;
  readonly onRemove: () => void;
}

function SpanFields({ name, span, onChange, onRemove }: SpanFieldsProps): ReactNode {
  const { t } = useLingui();
  const good = spanIsGood(span);
  return (
    <div className={styles.span}>
      <TimeField
        aria-label={t`${name}, from`}
        value={span.from}
        onChange={(from) => onChange({ ...span, from })}
      />
      <span aria-hidden>–</span>
      <TimeField
        aria-label={t`${name}, to`}
        value={span.to}
        isInvalid={!good}
        errorMessage={t`The end comes after the beginning.`}
        onChange={(to) => onChange({ ...span, to })}
      />
      <IconButton label={t`Remove these hours: ${name}`} icon={Trash2} size="s" onPress={onRemove} />
    </div>
  );
}
