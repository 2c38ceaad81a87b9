import { useLingui } from '@lingui/react/macro';
import { latinDigits } from '@sila/domain';
import { Search, X } from 'lucide-react';
import type { HTMLAttributes, ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  Group,
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  useLocale,
} from 'react-aria-components';
import { cx } from './class-names.js';
import { FieldFrame, type FieldProps } from './field.js';
import styles from './fields.module.css';
import { Icon } from './icons.js';

type Plain<Props> = Omit<Props, 'className' | 'style' | 'children'>;

interface TextLike {
  readonly placeholder?: string | undefined;
  /** `ltr` for addresses, numbers and keys; `auto` takes the direction of what is typed. */
  readonly direction?: 'auto' | 'ltr' | undefined;
}

export interface TextFieldProps extends Plain<AriaTextFieldProps>, FieldProps, TextLike {
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'] | undefined;
  /** Turns Arabic-Indic digits into Latin ones while typing: for numbers that machines read. */
  readonly normaliseDigits?: boolean | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** One line of text. */
export function TextField(props: TextFieldProps): ReactNode {
  const {
    label,
    description,
    errorMessage,
    placeholder,
    direction = 'auto',
    normaliseDigits,
    inputRef,
    ...rest
  } = props;
  const dir = useDirection(direction, rest.value);
  const change = (value: string) => rest.onChange?.(normaliseDigits ? latinDigits(value) : value);
  return (
    <AriaTextField {...rest} onChange={change} className={styles.field ?? ''}>
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <Input ref={inputRef} dir={dir} placeholder={placeholder} className={styles.input ?? ''} />
      </FieldFrame>
    </AriaTextField>
  );
}

export interface TextAreaProps extends Plain<AriaTextFieldProps>, FieldProps, TextLike {
  readonly rows?: number | undefined;
}

/** Several lines; grows with what is typed. */
export function TextArea(props: TextAreaProps): ReactNode {
  const { label, description, errorMessage, placeholder, direction = 'auto', rows = 3, ...rest } = props;
  const dir = useDirection(direction, rest.value);
  return (
    <AriaTextField {...rest} className={styles.field ?? ''}>
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <AriaTextArea
          rows={rows}
          dir={dir}
          placeholder={placeholder}
          className={cx(styles.input, styles.area)}
        />
      </FieldFrame>
    </AriaTextField>
  );
}

/** `dir="auto"` on an empty field is left-to-right and throws an Arabic placeholder to the far side. */
function useDirection(wanted: 'auto' | 'ltr', value: string | undefined): 'auto' | 'ltr' | 'rtl' {
  const { direction } = useLocale();
  if (wanted === 'ltr') return 'ltr';
  return value ? 'auto' : direction;
}

export interface SearchFieldProps extends Plain<AriaSearchFieldProps> {
  /** Read aloud; the placeholder says the same to the eye. */
  readonly label: string;
  readonly placeholder?: string | undefined;
  /** What stands at the end while the field is empty: the key that leads here. */
  readonly hint?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** A search box; Escape empties it. */
export function SearchField({ label, placeholder, hint, inputRef, ...rest }: SearchFieldProps): ReactNode {
  const { t } = useLingui();
  const dir = useDirection('auto', rest.value);
  return (
    <AriaSearchField aria-label={label} {...rest} className={cx(styles.field, styles.search)}>
      <Group className={styles.group ?? ''}>
        <Icon of={Search} />
        <Input ref={inputRef} dir={dir} placeholder={placeholder ?? label} className={styles.bare ?? ''} />
        {hint && <span className={styles.hint}>{hint}</span>}
        <AriaButton aria-label={t`Clear`} className={styles.clear ?? ''}>
          <Icon of={X} size={16} />
        </AriaButton>
      </Group>
    </AriaSearchField>
  );
}

export interface NumberFieldProps extends Plain<AriaNumberFieldProps>, FieldProps {
  /** A word after the number: "hours". */
  readonly unit?: ReactNode;
}

/** A number; takes Arabic-Indic digits as well. */
export function NumberField({
  label,
  description,
  errorMessage,
  unit,
  ...rest
}: NumberFieldProps): ReactNode {
  return (
    <AriaNumberField {...rest} className={styles.field ?? ''}>
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <Group className={cx(styles.group, styles.number)}>
          <AriaButton slot="decrement" className={styles.step ?? ''}>
            −
          </AriaButton>
          <Input className={cx(styles.bare, styles.digits)} />
          {unit && <span className={styles.unit}>{unit}</span>}
          <AriaButton slot="increment" className={styles.step ?? ''}>
            +
          </AriaButton>
        </Group>
      </FieldFrame>
    </AriaNumberField>
  );
}
