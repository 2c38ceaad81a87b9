import { Trans, useLingui } from '@lingui/react/macro';
import type { InterviewDetail, InterviewForm as Definition } from '@sila/contracts';
import { type FormAnswer, type FormFault, visibleSections } from '@sila/domain';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, ApiError, keys } from '../../api/index.js';
import { Banner, Button, toast, useErrorWords } from '../../ui/index.js';
import { FieldInput } from './field.input.js';
import { type Answers, useDraftAnswers } from './use.draft-answers.js';
import styles from './desk.module.css';

interface InterviewFormProps {
  readonly interview: InterviewDetail;
  readonly form: Definition;
  readonly answers: Answers;
}

/** The questions, one group under the other; what is said is kept on the server as one goes. */
export function InterviewForm({ interview, form, answers: first }: InterviewFormProps): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const client = useQueryClient();
  const draft = useDraftAnswers(interview, first);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [isPending, setPending] = useState(false);
  const { language } = interview;
  const change = (field: string, value: FormAnswer) => {
    setFaults((before) => before.filter((fault) => fault.field !== field));
    draft.change(field, typeof value === 'string' ? value : [...value]);
  };
  const readBack = async () => {
    setPending(true);
    try {
      const revision = await draft.flush();
      const frozen = await api.post<InterviewDetail>(`/interviews/${interview.id}/read-back`, { revision });
      client.setQueryData(keys.interview(interview.id), frozen);
      await client.invalidateQueries({ queryKey: keys.interviews(interview.conversationId) });
    } catch (error) {
      const found = faultsOf(error);
      setFaults(found);
      if (found.length === 0) toast.show({ text: words(error), tone: 'danger' });
    } finally {
      setPending(false);
    }
  };
  return (
    <div className={styles.questions} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <p className={styles.quiet}>{form.intro[language]}</p>
      {visibleSections(form, draft.answers).map((section) => (
        <fieldset key={section.id} className={styles.section}>
          <legend>{section.title[language]}</legend>
          {section.fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              language={language}
              value={draft.answers[field.id] ?? ''}
              fault={faults.find((fault) => fault.field === field.id)?.code}
              onChange={(value) => change(field.id, value)}
            />
          ))}
        </fieldset>
      ))}
      {faults.length > 0 && (
        <Banner tone="danger" role="alert">
          {t`Some answers are missing or not right. They are marked above.`}
        </Banner>
      )}
      {draft.error !== null && (
        <Banner tone="danger" role="alert">
          {words(draft.error)}
        </Banner>
      )}
      <div className={styles.foot}>
        <Button variant="primary" isPending={isPending} onPress={() => void readBack()}>
          <Trans>Read it back</Trans>
        </Button>
        <output className={styles.quiet}>
          {draft.isSaved ? <Trans>Kept</Trans> : <Trans>Being kept…</Trans>}
        </output>
      </div>
    </div>
  );
}

function faultsOf(error: unknown): readonly FormFault[] {
  const faults = error instanceof ApiError ? error.details['faults'] : null;
  return Array.isArray(faults) ? (faults as FormFault[]) : [];
}
