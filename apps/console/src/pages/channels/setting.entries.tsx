import { useLingui } from '@lingui/react/macro';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, useFormat } from '../../ui/index.js';
import styles from './channels.module.css';
import { startValues } from './schema.rules.js';
import { recordOf, type SettingInputProps } from './setting.input.js';
import { SettingsFields } from './settings.fields.js';

/** A list of entries with fields of their own, such as approved templates. */
export function SettingEntries({ field, value, onChange }: SettingInputProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const replace = (at: number, next: unknown) =>
    onChange(entries.map((entry, i) => (i === at ? next : entry)));
  const remove = (at: number) => onChange(entries.filter((_, i) => i !== at));
  const add = () => onChange([...entries, startValues(field.fields)]);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{field.label}</legend>
      {field.description && <p className={styles.quiet}>{field.description}</p>}
      {entries.map((entry, at) => {
        const position = format.number(at + 1);
        return (
          // Entries have no identity of their own until they are saved: their place is what they are.
          <div key={at} className={styles.entry}>
            <SettingsFields
              fields={field.fields}
              values={recordOf(entry)}
              secretsSet={[]}
              onChange={(next) => replace(at, next)}
            />
            <Button
              size="s"
              icon={Trash2}
              onPress={() => remove(at)}
              aria-label={t`Remove entry ${position}`}
            >
              {t`Remove`}
            </Button>
          </div>
        );
      })}
      <Button size="s" icon={Plus} onPress={add}>
        {t`Add`}
      </Button>
    </fieldset>
  );
}
