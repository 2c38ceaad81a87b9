import { Trans, useLingui } from '@lingui/react/macro';
import type { InterviewDetail, InterviewForm as Definition } from '@sila/contracts';
import { type FormAnswer, type FormFault, visibleSections } from '@sila/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, ApiError, keys } from '../../api/index.js';
import { Banner, Button, useErrorWords } from '../../ui/index.js';
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
  const draft = useDraftAnswers(interview, first);
  const reading = useReadBack(interview, draft.flush);
  const { language } = interview;
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
              fault={reading.faults.find((fault) => fault.field === field.id)?.code}
              onChange={(value: FormAnswer) => {
                reading.forgive(field.id);
                draft.change(field.id, typeof value === 'string' ? value : [...value]);
              }}
            />
          ))}
        </fieldset>
      ))}
      <Troubles error={draft.error ?? reading.error} faults={reading.faults} />
      <div className={styles.foot}>
        <Button variant="primary" isPending={reading.isPending} onPress={reading.begin}>
          <Trans>Read it back</Trans>
        </Button>
        <output className={styles.quiet}>
          {draft.isSaved ? <Trans>Kept</Trans> : <Trans>Being kept…</Trans>}
        </output>
      </div>
    </div>
  );
}

/** Freezes what was said, once it is all on the server. */
function useReadBack(interview: InterviewDetail, flush: () => Promise<number>) {
  const client = useQueryClient();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () =>
      api.post<InterviewDetail>(`/interviews/${interview.id}/read-back`, { revision: await flush() }),
    onSuccess: (frozen) => {
      client.setQueryData(keys.interview(interview.id), frozen);
      void client.invalidateQueries({ queryKey: keys.interviews(interview.conversationId) });
    },
    onError: (refusal) => setFaults(faultsOf(refusal)),
  });
  const forgive = (field: string) => setFaults((before) => before.filter((fault) => fault.field !== field));
  return {
    faults,
    forgive,
    isPending,
    error: faultsOf(error).length > 0 ? null : error,
    begin: () => mutate(),
  };
}

function Troubles({
  error,
  faults,
}: {
  readonly error: unknown;
  readonly faults: readonly FormFault[];
}): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  if (faults.length === 0 && !error) return null;
  return (
    <Banner tone="danger" role="alert">
      {faults.length > 0 ? t`Some answers are missing or not right. They are marked above.` : words(error)}
    </Banner>
  );
}

function faultsOf(error: unknown): readonly FormFault[] {
  const faults = error instanceof ApiError ? error.details['faults'] : null;
  return Array.isArray(faults) ? (faults as FormFault[]) : [];
}
