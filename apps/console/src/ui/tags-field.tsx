import { useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Button as AriaButton, Label, Tag, TagGroup, TagList } from 'react-aria-components';
import { Button } from './buttons.js';
import type { FieldProps } from './field.js';
import fields from './fields.module.css';
import { Icon } from './icons.js';
import styles from './tags.module.css';
import { TextField } from './text-fields.js';

export interface TagsFieldProps extends Omit<FieldProps, 'label' | 'errorMessage'> {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly placeholder?: string | undefined;
  readonly direction?: 'auto' | 'ltr' | undefined;
}

const ADDING_KEYS = new Set(['Enter', ',', '،']);

/** A list of short texts: Enter or a comma adds one, each can be removed by pointer or Delete. */
export function TagsField({
  label,
  description,
  value,
  onChange,
  placeholder,
  direction,
}: TagsFieldProps): ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const add = () => {
    onChange(withAdded(value, text));
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!ADDING_KEYS.has(event.key)) return;
    event.preventDefault();
    add();
  };
  return (
    <div className={fields.field}>
      <div className={styles.entry}>
        <TextField
          label={label}
          description={description}
          placeholder={placeholder}
          direction={direction}
          value={text}
          onChange={setText}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
        <Button icon={Plus} isDisabled={!text.trim()} onPress={add}>
          {t`Add`}
        </Button>
      </div>
      {value.length > 0 && <Tags label={label} value={value} onChange={onChange} />}
    </div>
  );
}

function withAdded(tags: readonly string[], text: string): readonly string[] {
  const added = text.split(/[,،\n]/).map((part) => part.trim());
  return [...new Set([...tags, ...added.filter(Boolean)])];
}

function Tags({ label, value, onChange }: Pick<TagsFieldProps, 'label' | 'value' | 'onChange'>): ReactNode {
  const { t } = useLingui();
  return (
    <TagGroup onRemove={(gone) => onChange(value.filter((text) => !gone.has(text)))}>
      <Label className="hidden-text">{label}</Label>
      <TagList className={styles.tags ?? ''}>
        {value.map((text) => (
          <Tag key={text} id={text} textValue={text} className={styles.tag ?? ''}>
            <bdi>{text}</bdi>
            <AriaButton slot="remove" aria-label={t`Remove ${text}`} className={styles.remove ?? ''}>
              <Icon of={X} size={14} />
            </AriaButton>
          </Tag>
        ))}
      </TagList>
    </TagGroup>
  );
}
