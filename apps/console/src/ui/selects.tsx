import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Group,
  Input,
  type Key,
  ListBox,
  ListBoxItem,
  Popover as AriaPopover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { cx } from './class-names.js';
import { FieldFrame, type FieldProps } from './field.js';
import styles from './fields.module.css';
import { Icon } from './icons.js';
import overlay from './overlays.module.css';

/** One entry of a list to choose from. */
export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon?: LucideIcon | undefined;
}

export interface SelectProps<Id extends string> extends FieldProps {
  readonly options: readonly Option<Id>[];
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
  readonly placeholder?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isInvalid?: boolean | undefined;
  readonly name?: string | undefined;
}

/** One of a list that is too long to show. */
export function Select<Id extends string>(props: SelectProps<Id>): ReactNode {
  const { label, description, errorMessage, options, value, onChange, ...rest } = props;
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key: Key | null) => key !== null && onChange(String(key) as Id)}
      className={styles.field ?? ''}
    >
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <AriaButton className={cx(styles.input, styles.trigger)}>
          <SelectValue className={styles.value ?? ''} />
          <Icon of={ChevronDown} />
        </AriaButton>
      </FieldFrame>
      <Options options={options} />
    </AriaSelect>
  );
}

function Options({ options }: { readonly options: readonly Option[] }): ReactNode {
  return (
    <AriaPopover className={cx(overlay.popover, overlay.listPopover)} offset={4}>
      <ListBox className={overlay.list ?? ''} items={options}>
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={overlay.item ?? ''}>
            {({ isSelected }) => (
              <>
                {option.icon && <Icon of={option.icon} />}
                <span className={overlay.itemText}>
                  <span>{option.label}</span>
                  {option.description && (
                    <small className={overlay.itemDescription}>{option.description}</small>
                  )}
                </span>
                {isSelected && <Icon of={Check} size={16} />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </AriaPopover>
  );
}

export interface ComboBoxProps<Id extends string> extends Omit<SelectProps<Id>, 'onChange'> {
  readonly onChange: (value: Id | null) => void;
  readonly autoFocus?: boolean | undefined;
}

/** One of a long list, found by typing; أ and ا, ة and ه are the same to it. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>): ReactNode {
  const { label, description, errorMessage, options, value, onChange, placeholder, ...rest } = props;
  return (
    <AriaComboBox
      {...rest}
      defaultItems={options}
      value={value}
      onChange={(key: Key | null) => onChange(key === null ? null : (String(key) as Id))}
      menuTrigger="focus"
      className={styles.field ?? ''}
    >
      <FieldFrame label={label} description={description} errorMessage={errorMessage}>
        <Group className={styles.group ?? ''}>
          <Input className={styles.bare ?? ''} placeholder={placeholder} />
          <AriaButton className={styles.clear ?? ''}>
            <Icon of={ChevronDown} />
          </AriaButton>
        </Group>
      </FieldFrame>
      <Options options={options} />
    </AriaComboBox>
  );
}
