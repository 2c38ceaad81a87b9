import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxGroupProps as AriaCheckboxGroupProps,
  type CheckboxProps as AriaCheckboxProps,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
} from 'react-aria-components';
import { cx } from './class-names.js';
import styles from './choices.module.css';
import { FieldFrame, type FieldProps } from './field.js';
import fieldStyles from './fields.module.css';
import { Icon } from './icons.js';

type Plain<Props> = Omit<Props, 'className' | 'style' | 'children'>;

/** One thing to choose; `description` says what follows from choosing it. */
export interface Choice<Id extends string = string> {
  readonly id: Id;
  readonly label: ReactNode;
  readonly description?: ReactNode;
}

interface Words {
  readonly children: ReactNode;
  readonly description?: ReactNode;
}

function ChoiceText({ children, description }: Words): ReactNode {
  return (
    <span className={styles.text}>
      <span>{children}</span>
      {description && <small className={styles.small}>{description}</small>}
    </span>
  );
}

/** A box to tick. */
export function Checkbox({ children, description, ...rest }: Plain<AriaCheckboxProps> & Words): ReactNode {
  return (
    <AriaCheckbox {...rest} className={styles.choice ?? ''}>
      {({ isIndeterminate }) => (
        <>
          <span className={styles.box}>
            <Icon of={isIndeterminate ? Minus : Check} size={14} />
          </span>
          <ChoiceText description={description}>{children}</ChoiceText>
        </>
      )}
    </AriaCheckbox>
  );
}

export interface CheckboxGroupProps extends Plain<AriaCheckboxGroupProps>, FieldProps {
  readonly options: readonly Choice[];
}

/** Several of a list. */
export function CheckboxGroup({
  label,
  description,
  errorMessage,
  options,
  ...rest
}: CheckboxGroupProps): ReactNode {
  return (
    <AriaCheckboxGroup {...rest} className={fieldStyles.field ?? ''}>
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <div className={styles.grid}>
          {options.map((option) => (
            <Checkbox key={option.id} value={option.id} description={option.description}>
              {option.label}
            </Checkbox>
          ))}
        </div>
      </FieldFrame>
    </AriaCheckboxGroup>
  );
}

/** On or off, effective at once. */
export function Switch({ children, description, ...rest }: Plain<AriaSwitchProps> & Words): ReactNode {
  return (
    <AriaSwitch {...rest} className={cx(styles.choice, styles.switch)}>
      <ChoiceText description={description}>{children}</ChoiceText>
      <span className={styles.track}>
        <span className={styles.thumb} />
      </span>
    </AriaSwitch>
  );
}

export interface RadioGroupProps<Id extends string>
  extends Plain<Omit<AriaRadioGroupProps, 'value' | 'onChange'>>, FieldProps {
  readonly options: readonly Choice<Id>[];
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
  /** `segments` puts few short choices side by side. */
  readonly layout?: 'list' | 'segments' | undefined;
}

/** One of a few, all visible. */
export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>): ReactNode {
  const { label, description, errorMessage, options, layout = 'list', onChange, ...rest } = props;
  const segments = layout === 'segments';
  return (
    <AriaRadioGroup
      {...rest}
      orientation={segments ? 'horizontal' : 'vertical'}
      onChange={(value) => onChange(value as Id)}
      className={fieldStyles.field ?? ''}
    >
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <div className={segments ? styles.segments : styles.list}>
          {options.map((option) => (
            <AriaRadio
              key={option.id}
              value={option.id}
              className={(segments ? styles.segment : styles.choice) ?? ''}
            >
              {!segments && <span className={cx(styles.box, styles.round)} />}
              <ChoiceText description={option.description}>{option.label}</ChoiceText>
            </AriaRadio>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
