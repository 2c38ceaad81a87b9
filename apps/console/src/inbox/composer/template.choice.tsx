import { Trans, useLingui } from '@lingui/react/macro';
import { Send } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PostMessage, ReplyOption } from '@sila/contracts';
import { Button, PlainText, Select, TextField } from '../../ui/index.js';
import styles from './composer.module.css';

type Template = ReplyOption['templates'][number];
type Chosen = NonNullable<PostMessage['template']>;

interface TemplateChoiceProps {
  readonly option: ReplyOption;
  readonly onSend: (template: Chosen, text: string) => void;
}

/** What takes the place of free text when its time has passed: a template that the provider has approved. */
export function TemplateChoice({ option, onSend }: TemplateChoiceProps): ReactNode {
  const { t } = useLingui();
  const [id, setId] = useState<string | null>(null);
  const template = option.templates.find((one) => one.id === id);
  return (
    <div className={styles.template}>
      <Select
        label={t`Template`}
        placeholder={t`Choose a template`}
        value={id}
        onChange={setId}
        options={option.templates.map(({ id: key, name }) => ({ id: key, label: name }))}
      />
      {template && <TemplateForm key={template.id} template={template} onSend={onSend} />}
    </div>
  );
}

interface FormProps {
  readonly template: Template;
  readonly onSend: TemplateChoiceProps['onSend'];
}

function TemplateForm({ template, onSend }: FormProps): ReactNode {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const isReady = template.variables.every((name) => values[name]?.trim());
  const text = filled(template.body, values);
  return (
    <>
      {template.variables.map((name) => (
        <TextField
          key={name}
          label={name}
          isRequired
          value={values[name] ?? ''}
          onChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <div className={styles.preview}>
        <PlainText>{text}</PlainText>
      </div>
      <Button
        variant="primary"
        icon={Send}
        isDisabled={!isReady}
        onPress={() => onSend({ id: template.id, variables: values }, text)}
      >
        <Trans>Send the template</Trans>
      </Button>
    </>
  );
}

function filled(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (whole, name: string) => values[name]?.trim() || whole);
}
