import type { FieldType, FormField } from '@sila/domain';
import { Choices } from './choices.view.js';
import { DateField } from './date.view.js';
import { Files } from './files.view.js';
import type { PartProps } from './page.view.js';

export interface FieldProps extends PartProps {
  readonly field: FormField;
  /** What is wrong with the answer, in words. */
  readonly fault: string | undefined;
}

/** One question with the control of its kind. */
export function Field(props: FieldProps) {
  const { type } = props.field;
  if (type === 'date') return <DateField {...props} />;
  if (type === 'file') return <Files {...props} />;
  if (type === 'choice' || type === 'choices' || type === 'yes-no') return <Choices {...props} />;
  return <TextField {...props} />;
}

/** The label of a question; what may be left out says so. */
export function LabelText({ portal, field }: Pick<FieldProps, 'portal' | 'field'>) {
  const { language } = portal.state;
  return (
    <>
      {field.label[language]}
      {!field.required && <small> ({portal.texts.optional})</small>}
    </>
  );
}

/** Hint and fault below a question; the control points at both. */
export function Below({ portal, field, fault }: FieldProps) {
  const hint = field.hint?.[portal.state.language];
  return (
    <>
      {hint && (
        <p class="hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${field.id}-fault`}>
          {fault}
        </p>
      )}
    </>
  );
}

export const describedBy = ({ field, fault }: Pick<FieldProps, 'field' | 'fault'>): string | undefined =>
  [field.hint && `${field.id}-hint`, fault && `${field.id}-fault`].filter(Boolean).join(' ') || undefined;

interface Input {
  readonly type?: 'tel' | 'email';
  readonly inputMode?: 'numeric' | 'decimal' | 'tel' | 'email';
  readonly autoComplete?: string;
  /** Numbers and addresses are read from left to right in Arabic too. */
  readonly dir?: 'ltr';
}

const INPUTS: Partial<Record<FieldType, Input>> = {
  number: { inputMode: 'decimal', dir: 'ltr' },
  'national-id': { inputMode: 'numeric', dir: 'ltr' },
  iban: { dir: 'ltr' },
  mobile: { type: 'tel', inputMode: 'tel', autoComplete: 'tel', dir: 'ltr' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email', dir: 'ltr' },
  city: { autoComplete: 'address-level2' },
};

function TextField(props: FieldProps) {
  const { portal, field, fault } = props;
  const { form } = portal.state;
  const answer = form?.answers[field.id];
  const isName = form?.form.nameField === field.id;
  const common = {
    id: field.id,
    name: field.id,
    value: typeof answer === 'string' ? answer : '',
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': describedBy(props),
    'aria-required': field.required,
    autoComplete: isName ? 'name' : 'off',
    onInput: (event: Event) => portal.answer(field.id, (event.target as HTMLInputElement).value),
  };
  const isCity = field.type === 'city' && field.options;
  return (
    <div class="field">
      <label htmlFor={field.id}>
        <LabelText {...props} />
      </label>
      {field.type === 'long-text' ? (
        <textarea {...common} rows={5} />
      ) : (
        <input
          type="text"
          {...common}
          {...INPUTS[field.type]}
          list={isCity ? `${field.id}-list` : undefined}
        />
      )}
      {isCity && <Suggestions {...props} />}
      <Below {...props} />
    </div>
  );
}

function Suggestions({ portal, field }: FieldProps) {
  return (
    <datalist id={`${field.id}-list`}>
      {field.options?.map(({ value, label }) => (
        <option key={value}>{label[portal.state.language]}</option>
      ))}
    </datalist>
  );
}
