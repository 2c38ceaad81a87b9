import { useLingui } from '@lingui/react/macro';
import {
  type FieldFault,
  type FormAnswer,
  type FormField,
  type Language,
  readTypedDate,
  type TypedDate,
  writeTypedDate,
} from '@sila/domain';
import type { ReactNode } from 'react';
import { CheckboxGroup, RadioGroup, Select, TextArea, TextField } from '../../ui/index.js';
import { useFaultWords } from './fault.words.js';
import styles from './desk.module.css';

interface FieldInputProps {
  readonly field: FormField;
  readonly language: Language;
  readonly value: FormAnswer;
  readonly fault: FieldFault | undefined;
  readonly onChange: (value: FormAnswer) => void;
}

/** A choice of more than this is shown as a list to open. */
const MOST_SIDE_BY_SIDE = 4;

/** One question of an interview, asked in its language. */
export function FieldInput({ field, language, value, fault, onChange }: FieldInputProps): ReactNode {
  const words = useFaultWords();
  const text = typeof value === 'string' ? value : '';
  const frame: Frame = {
    label: field.label[language],
    description: field.hint?.[language],
    isRequired: field.required,
    isInvalid: fault !== undefined,
    errorMessage: fault && words[fault],
  };
  const options = optionsOf(field, language);
  const several = typeof value === 'string' ? [] : [...value];
  if (field.type === 'choices')
    return <CheckboxGroup {...frame} options={options} value={several} onChange={onChange} />;
  if (field.type === 'long-text') return <TextArea {...frame} value={text} onChange={onChange} />;
  if (field.type === 'date') return <TypedDateField frame={frame} value={text} onChange={onChange} />;
  if (options.length > MOST_SIDE_BY_SIDE && field.type === 'choice')
    return <Select {...frame} options={options} value={text || null} onChange={onChange} />;
  if (field.type === 'choice' || field.type === 'yes-no')
    return (
      <RadioGroup {...frame} layout="segments" options={options} value={text || null} onChange={onChange} />
    );
  return <TextField {...frame} {...lineOf(field)} value={text} onChange={onChange} />;
}

const YES_NO = { ar: { yes: 'نعم', no: 'لا' }, en: { yes: 'Yes', no: 'No' } } as const;

function optionsOf({ type, options = [] }: FormField, language: Language) {
  if (type !== 'yes-no') return options.map(({ value, label }) => ({ id: value, label: label[language] }));
  return (['yes', 'no'] as const).map((id) => ({ id, label: YES_NO[language][id] }));
}

function lineOf(field: FormField): { direction?: 'ltr'; normaliseDigits?: true } {
  return isNumeric(field) ? { direction: 'ltr', normaliseDigits: true } : {};
}

const isNumeric = ({ type }: FormField): boolean =>
  ['number', 'national-id', 'iban', 'mobile', 'email'].includes(type);

interface Frame {
  readonly label: string;
  readonly description: string | undefined;
  readonly isRequired: boolean;
  readonly isInvalid: boolean;
  readonly errorMessage: string | undefined;
}

interface PartProps {
  readonly frame: Frame;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Three numbers in the calendar that stands on the person's papers. */
function TypedDateField({ frame, value, onChange }: PartProps): ReactNode {
  const { t } = useLingui();
  const date = readTypedDate(value);
  const change = (part: Partial<TypedDate>) => onChange(writeTypedDate({ ...date, ...part }));
  const parts = { day: t`Day`, month: t`Month`, year: t`Year` };
  return (
    <div className={styles.date}>
      <RadioGroup
        {...frame}
        layout="segments"
        options={[
          { id: 'hijri', label: t`Hijri` },
          { id: 'gregory', label: t`Gregorian` },
        ]}
        value={date.calendar}
        onChange={(calendar) => change({ calendar })}
      />
      <div className={styles.dateParts}>
        {(['day', 'month', 'year'] as const).map((part) => (
          <TextField
            key={part}
            label={parts[part]}
            direction="ltr"
            inputMode="numeric"
            normaliseDigits
            maxLength={4}
            value={date[part]}
            onChange={(text) => change({ [part]: text })}
          />
        ))}
      </div>
    </div>
  );
}
