import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Bdi, Card, FormLayout, IconButton, Switch, TextArea, TextField } from '../../ui/index.js';
import { useUi } from '../../shell/ui.store.js';
import { type AnyForm, mayMove, type Question, type Section, withEntry, withMoved } from './forms.rules.js';
import { useTypeWords } from './type.words.js';
import styles from './forms.module.css';

interface Words {
  readonly ar: string;
  readonly en: string;
}

interface FormEditorProps<One extends AnyForm> {
  readonly form: One;
  readonly onChange: (form: One) => void;
}

/** One form: what it says before and after, and its sections. */
export function FormEditor<One extends AnyForm>({ form, onChange }: FormEditorProps<One>): ReactNode {
  const { t } = useLingui();
  const { language } = useUi();
  const { consent } = form;
  const change = (patch: Partial<AnyForm>) => onChange({ ...form, ...patch });
  return (
    <Card title={<Bdi>{form.title[language]}</Bdi>}>
      <BothTexts label={t`Introduction`} value={form.intro} onChange={(intro) => change({ intro })} />
      {form.sections.map((section, at) => (
        <SectionEditor
          key={section.id}
          section={section}
          onChange={(next) => change({ sections: withEntry(form.sections, at, next) })}
        />
      ))}
      <BothTexts
        label={t`Consent`}
        value={consent.text}
        onChange={(text) => change({ consent: { ...consent, text } })}
      />
      <TextField
        label={t`Version of the consent`}
        description={t`It is kept with every form. Change it together with the text.`}
        isRequired
        maxLength={40}
        value={consent.version}
        onChange={(version) => change({ consent: { ...consent, version } })}
      />
    </Card>
  );
}

interface BothTextsProps {
  readonly label: string;
  readonly value: Words;
  readonly onChange: (value: { ar: string; en: string }) => void;
}

function BothTexts({ label, value, onChange }: BothTextsProps): ReactNode {
  const { t } = useLingui();
  return (
    <FormLayout columns>
      <TextArea
        label={t`${label}, in Arabic`}
        isRequired
        value={value.ar}
        onChange={(ar) => onChange({ ...value, ar })}
      />
      <TextArea
        label={t`${label}, in English`}
        isRequired
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
      />
    </FormLayout>
  );
}

interface SectionEditorProps {
  readonly section: Section;
  readonly onChange: (section: Section) => void;
}

function SectionEditor({ section, onChange }: SectionEditorProps): ReactNode {
  const { language } = useUi();
  return (
    <fieldset className={styles.section}>
      <legend className={styles.title}>
        <Bdi>{section.title[language]}</Bdi>
      </legend>
      <ol>
        {section.fields.map((field, at) => (
          <li key={field.id} className={styles.question}>
            <QuestionEditor
              question={field}
              onChange={(next) => onChange({ ...section, fields: withEntry(section.fields, at, next) })}
            />
            <Movers section={section} at={at} onChange={onChange} />
          </li>
        ))}
      </ol>
    </fieldset>
  );
}

function Movers({ section, at, onChange }: SectionEditorProps & { readonly at: number }): ReactNode {
  const { t } = useLingui();
  const { language } = useUi();
  const name = section.fields[at]?.label[language] ?? '';
  return (
    <div className={styles.movers}>
      <IconButton
        label={t`Move up: ${name}`}
        icon={ArrowUp}
        size="s"
        isDisabled={!mayMove(section, at, -1)}
        onPress={() => onChange(withMoved(section, at, -1))}
      />
      <IconButton
        label={t`Move down: ${name}`}
        icon={ArrowDown}
        size="s"
        isDisabled={!mayMove(section, at, 1)}
        onPress={() => onChange(withMoved(section, at, 1))}
      />
    </div>
  );
}

interface QuestionProps {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
}

function QuestionEditor({ question, onChange }: QuestionProps): ReactNode {
  const { t } = useLingui();
  const kind = useTypeWords()(question.type);
  const { label } = question;
  return (
    <div className={styles.fields}>
      <FormLayout columns>
        <TextField
          label={t`Question in Arabic`}
          isRequired
          maxLength={200}
          value={label.ar}
          onChange={(ar) => onChange({ ...question, label: { ...label, ar } })}
        />
        <TextField
          label={t`Question in English`}
          isRequired
          maxLength={200}
          value={label.en}
          onChange={(en) => onChange({ ...question, label: { ...label, en } })}
        />
      </FormLayout>
      <Switch
        isSelected={question.required}
        description={question.when ? t`${kind}, asked only after certain answers` : kind}
        onChange={(required) => onChange({ ...question, required })}
      >
        {t`Must be answered`}
      </Switch>
    </div>
  );
}
