import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton, TimeField, useFormat } from '../../ui/index.js';
import { nextSpan, overlapping, type Span, spanIsGood, spansOf, WEEK, withDay } from './hours.rules.js';
import styles from './settings.module.css';

interface WeekEditorProps {
  readonly open: readonly Span[];
  readonly onChange: (open: Span[]) => void;
}

/** The week, Sunday first; a day may have several stretches or none. */
export function WeekEditor({ open, onChange }: WeekEditorProps): ReactNode {
  const wrong = overlapping(open);
  return (
    <div className={styles.week}>
      {WEEK.map((day) => (
        <Day
          key={day}
          day={day}
          spans={spansOf(open, day)}
          wrong={wrong}
          onChange={(spans) => onChange(withDay(open, day, spans))}
        />
      ))}
    </div>
  );
}

interface DayProps {
  readonly day: number;
  readonly spans: readonly Span[];
  readonly wrong: ReadonlySet<Span>;
  readonly onChange: (spans: readonly Span[]) => void;
}

function Day({ day, spans, wrong, onChange }: DayProps): ReactNode {
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
        {spans.some((span) => wrong.has(span)) && (
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
        errorMessage={t`It ends when it begins.`}
        onChange={(to) => onChange({ ...span, to })}
      />
      {span.to < span.from && (
        <span className={styles.overnight}>
          <Trans>the next day</Trans>
        </span>
      )}
      <IconButton label={t`Remove these hours: ${name}`} icon={Trash2} size="s" onPress={onRemove} />
    </div>
  );
}
