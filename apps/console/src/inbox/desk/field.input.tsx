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
  const frame = {
    label: field.label[language],
    description: field.hint?.[language],
    isRequired: field.required,
    isInvalid: fault !== undefined,
    errorMessage: fault && words[fault],
  };
  const options = (field.options ?? []).map((option) => ({
    id: option.value,
    label: option.label[language],
  }));
  switch (field.type) {
    case 'long-text':
      return <TextArea {...frame} value={text} onChange={onChange} />;
    case 'choices':
      return (
        <CheckboxGroup
          {...frame}
          options={options}
          value={typeof value === 'string' ? [] : [...value]}
          onChange={onChange}
        />
      );
    case 'choice':
      return options.length > MOST_SIDE_BY_SIDE ? (
        <Select {...frame} options={options} value={text || null} onChange={onChange} />
      ) : (
        <RadioGroup {...frame} layout="segments" options={options} value={text || null} onChange={onChange} />
      );
    case 'yes-no':
      return <YesNo frame={frame} language={language} value={text} onChange={onChange} />;
    case 'date':
      return <TypedDateField frame={frame} value={text} onChange={onChange} />;
    case 'text':
    case 'city':
    case 'number':
    case 'national-id':
    case 'iban':
    case 'mobile':
    case 'email':
      return (
        <TextField
          {...frame}
          value={text}
          onChange={onChange}
          {...(isNumeric(field) && { direction: 'ltr', normaliseDigits: true })}
        />
      );
    case 'file':
      // Papers are scanned and attached to the conversation; the settings refuse such questions.
      return null;
  }
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

function YesNo({ frame, language, value, onChange }: PartProps & { readonly language: Language }): ReactNode {
  const words = language === 'ar' ? { yes: 'نعم', no: 'لا' } : { yes: 'Yes', no: 'No' };
  return (
    <RadioGroup
      {...frame}
      layout="segments"
      options={[
        { id: 'yes', label: words.yes },
        { id: 'no', label: words.no },
      ]}
      value={value || null}
      onChange={onChange}
    />
  );
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
