import { type CalendarDate, parseDate, parseTime, type Time } from '@internationalized/date';
import type { ReactNode } from 'react';
import {
  DateField as AriaDateField,
  DateInput,
  DateSegment,
  TimeField as AriaTimeField,
} from 'react-aria-components';
import { cx } from './class-names.js';
import { FieldFrame, type FieldProps } from './field.js';
import styles from './fields.module.css';
import parts from './time-fields.module.css';

interface Shared extends FieldProps {
  readonly 'aria-label'?: string | undefined;
  readonly isInvalid?: boolean | undefined;
}

export interface TimeFieldProps extends Shared {
  /** `HH:MM`, twenty-four hours. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A time of day, twenty-four hours, in segments that arrow keys move. */
export function TimeField({
  label,
  description,
  errorMessage,
  value,
  onChange,
  ...rest
}: TimeFieldProps): ReactNode {
  return (
    <AriaTimeField<Time>
      {...rest}
      hourCycle={24}
      value={parseTime(value)}
      onChange={(time) => time && onChange(time.toString().slice(0, 5))}
      className={styles.field ?? ''}
    >
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <DateInput className={cx(styles.input, parts.input, parts.time)}>
          {(segment) => <DateSegment segment={segment} className={parts.segment ?? ''} />}
        </DateInput>
      </FieldFrame>
    </AriaTimeField>
  );
}

export interface DateFieldProps extends Shared {
  /** Civil date, Gregorian, `YYYY-MM-DD`; null while it is not complete. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A civil date in segments. */
export function DateField({
  label,
  description,
  errorMessage,
  value,
  onChange,
  ...rest
}: DateFieldProps): ReactNode {
  return (
    <AriaDateField<CalendarDate>
      {...rest}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date === null ? null : date.toString())}
      className={styles.field ?? ''}
    >
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <DateInput className={cx(styles.input, parts.input)}>
          {(segment) => <DateSegment segment={segment} className={parts.segment ?? ''} />}
        </DateInput>
      </FieldFrame>
    </AriaDateField>
  );
}
