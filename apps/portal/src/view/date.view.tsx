import { readTypedDate, type TypedDate, writeTypedDate } from '@sila/domain';
import { Below, describedBy, type FieldProps, LabelText } from './field.view.js';

const PARTS = [
  { name: 'day', length: 2 },
  { name: 'month', length: 2 },
  { name: 'year', length: 4 },
] as const;
const CALENDARS = ['hijri', 'gregory'] as const;

/** A date as people know theirs: three numbers, in the calendar of their papers. No picker. */
export function DateField(props: FieldProps) {
  const { portal, field, fault } = props;
  const { texts, state } = portal;
  const answer = state.form?.answers[field.id];
  const date = readTypedDate(typeof answer === 'string' && answer ? answer : 'hijri:--');
  const change = (patch: Partial<TypedDate>): void =>
    portal.answer(field.id, writeTypedDate({ ...date, ...patch }));
  return (
    <fieldset class="field" aria-describedby={describedBy(props)}>
      <legend>
        <LabelText {...props} />
      </legend>
      <Calendars {...props} date={date} change={change} />
      <div class="date">
        {PARTS.map(({ name, length }) => (
          <label key={name}>
            {texts[name]}
            <input
              type="text"
              inputMode="numeric"
              dir="ltr"
              autoComplete="off"
              maxLength={length}
              value={date[name]}
              aria-invalid={fault ? true : undefined}
              onInput={(event) => change({ [name]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      <Below {...props} />
    </fieldset>
  );
}

interface CalendarProps extends FieldProps {
  readonly date: TypedDate;
  readonly change: (patch: Partial<TypedDate>) => void;
}

function Calendars({ portal, field, date, change }: CalendarProps) {
  const { texts } = portal;
  return (
    <fieldset class="options two" aria-label={texts.calendar}>
      {CALENDARS.map((calendar) => (
        <label key={calendar} class="option">
          <input
            type="radio"
            name={`${field.id}-calendar`}
            checked={date.calendar === calendar}
            onChange={() => change({ calendar })}
          />
          <span>{texts[calendar]}</span>
        </label>
      ))}
    </fieldset>
  );
}
