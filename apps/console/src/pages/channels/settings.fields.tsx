import type { ReactNode } from 'react';
import { FormLayout } from '../../ui/index.js';
import type { SettingField } from './schema.rules.js';
import { SettingInput } from './setting.input.js';

interface SettingsFieldsProps {
  readonly fields: readonly SettingField[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly secretsSet: readonly string[];
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

const SHORT = new Set(['text', 'number', 'choice']);

/** The fields of a settings schema; short ones stand beside each other. */
export function SettingsFields({ fields, values, secretsSet, onChange }: SettingsFieldsProps): ReactNode {
  const input = (field: SettingField) => (
    <SettingInput
      key={field.key}
      field={field}
      value={values[field.key]}
      isSet={secretsSet.includes(field.key)}
      onChange={(value) => onChange({ ...values, [field.key]: value })}
    />
  );
  return (
    <FormLayout>
      {runsOf(fields).map((run) => (
        <FormLayout key={run[0]?.key} columns={run.length > 1}>
          {run.map(input)}
        </FormLayout>
      ))}
    </FormLayout>
  );
}

/** Neighbours that are short form one run; everything else stands alone. */
function runsOf(fields: readonly SettingField[]): readonly (readonly SettingField[])[] {
  const runs: SettingField[][] = [];
  for (const field of fields) {
    const last = runs.at(-1);
    const short = SHORT.has(field.kind) && !field.long;
    const joins = short && last?.[0] && SHORT.has(last[0].kind) && !last[0].long;
    if (joins) last.push(field);
    else runs.push([field]);
  }
  return runs;
}
