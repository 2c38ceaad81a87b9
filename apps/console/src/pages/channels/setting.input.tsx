import { useLingui } from '@lingui/react/macro';
import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Chip, NumberField, Select, Switch, TagsField, TextArea, TextField } from '../../ui/index.js';
import styles from './channels.module.css';
import type { SettingField } from './schema.rules.js';
import { SettingEntries } from './setting.entries.js';
import { SettingsFields } from './settings.fields.js';

export interface SettingInputProps {
  readonly field: SettingField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** True when the server holds a value of this secret. */
  readonly isSet: boolean;
}

/** The control that fits one field of a channel's settings. */
export function SettingInput(props: SettingInputProps): ReactNode {
  const { field, value, onChange } = props;
  const words = { label: field.label, description: field.description };
  switch (field.kind) {
    case 'secret':
      return <SecretInput {...props} />;
    case 'boolean':
      return (
        <Switch isSelected={value === true} onChange={onChange} description={field.description}>
          {field.label}
        </Switch>
      );
    case 'number':
      return <NumberInput {...props} />;
    case 'choice':
      return (
        <Select
          {...words}
          isRequired={field.required}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          options={field.choices.map((id) => ({ id, label: id }))}
        />
      );
    case 'texts':
      return (
        <TagsField {...words} value={Array.isArray(value) ? value.map(String) : []} onChange={onChange} />
      );
    case 'entries':
      return <SettingEntries {...props} />;
    case 'group':
      return <GroupInput {...props} />;
    case 'text':
      return <TextInput {...props} />;
  }
}

/** The value as a record of fields; empty when it is something else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function GroupInput({ field, value, onChange }: SettingInputProps): ReactNode {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{field.label}</legend>
      {field.description && <p className={styles.quiet}>{field.description}</p>}
      <SettingsFields fields={field.fields} values={recordOf(value)} secretsSet={[]} onChange={onChange} />
    </fieldset>
  );
}

function NumberInput({ field, value, onChange }: SettingInputProps): ReactNode {
  return (
    <NumberField
      label={field.label}
      description={field.description}
      isRequired={field.required}
      formatOptions={{ useGrouping: false }}
      {...(field.least === null ? {} : { minValue: field.least })}
      {...(field.most === null ? {} : { maxValue: field.most })}
      value={typeof value === 'number' ? value : Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
    />
  );
}

function TextInput({ field, value, onChange }: SettingInputProps): ReactNode {
  const { t } = useLingui();
  const text = typeof value === 'string' ? value : '';
  const shared = {
    label: field.label,
    description: field.description,
    isRequired: field.required,
    value: text,
    onChange,
  };
  if (field.long) return <TextArea {...shared} />;
  const wrong = text !== '' && field.pattern !== null && !fits(field.pattern, text);
  return (
    <TextField
      {...shared}
      isInvalid={wrong}
      errorMessage={wrong ? t`This does not have the right form.` : undefined}
      direction={field.pattern === null ? 'auto' : 'ltr'}
    />
  );
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'iu').test(text);
  } catch {
    return true;
  }
}

/** A secret is written, never read: "set", and a way to replace it. */
function SecretInput({ field, value, onChange, isSet }: SettingInputProps): ReactNode {
  const { t } = useLingui();
  const [replacing, setReplacing] = useState(!isSet);
  const keep = () => {
    onChange(undefined);
    setReplacing(false);
  };
  if (!replacing) return <SecretIsSet name={field.label} onReplace={() => setReplacing(true)} />;
  return (
    <div className={styles.secretEntry}>
      <TextField
        label={field.label}
        description={field.description ?? t`Kept encrypted; it is never shown again.`}
        type="password"
        direction="ltr"
        autoComplete="off"
        isRequired={field.required && !isSet}
        value={typeof value === 'string' ? value : ''}
        onChange={onChange}
      />
      {isSet && (
        <Button size="s" variant="quiet" onPress={keep}>
          {t`Keep the present one`}
        </Button>
      )}
    </div>
  );
}

interface SecretIsSetProps {
  readonly name: string;
  readonly onReplace: () => void;
}

function SecretIsSet({ name, onReplace }: SecretIsSetProps): ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles.secret}>
      <span className={styles.secretName}>{name}</span>
      <Chip tone="ok" icon={KeyRound}>
        {t`Set`}
      </Chip>
      <Button size="s" onPress={onReplace} aria-label={t`Replace: ${name}`}>
        {t`Replace`}
      </Button>
    </div>
  );
}
