import { Trans, useLingui } from '@lingui/react/macro';
import type { LetterBrief, LetterDetail, TakeLetterStep } from '@sila/contracts';
import { type LetterStep, nextSteps } from '@sila/domain';
import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { Button, Inline, TextField } from '../../ui/index.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';

interface Taken {
  readonly id: string;
  readonly step: TakeLetterStep;
}

/** Writes down what the desk did with an answer. */
export function useTakeStep(): UseMutationResult<LetterDetail, Error, Taken> {
  return useSave(({ id, step }: Taken) => api.post<LetterDetail>(`/letters/${id}/steps`, step), {
    stale: [keys.letters],
  });
}

interface LetterStepsProps {
  readonly letter: Pick<LetterBrief, 'state'> & { readonly id: string };
}

/** The steps that may follow, as buttons; what needs a word more asks for it. */
export function LetterSteps({ letter }: LetterStepsProps): ReactNode {
  const words = useStepWords();
  const [asking, setAsking] = useState<'posted' | 'returned' | null>(null);
  const taking = useTakeStep();
  const take = (state: LetterStep) =>
    state === 'posted' || state === 'returned'
      ? setAsking(state)
      : taking.mutate({ id: letter.id, step: { state } });
  return (
    <>
      <Inline>
        {nextSteps(letter.state).map((state) => (
          <Button key={state} size="s" isPending={taking.isPending} onPress={() => take(state)}>
            {words[state]}
          </Button>
        ))}
      </Inline>
      {asking && <StepDialog id={letter.id} state={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function useStepWords(): Readonly<Record<LetterStep, string>> {
  const { t } = useLingui();
  return {
    printed: t`It is printed`,
    signed: t`It is signed`,
    'handed-over': t`Handed over`,
    posted: t`Posted…`,
    returned: t`Came back…`,
  };
}

interface StepDialogProps {
  readonly id: string;
  readonly state: 'posted' | 'returned';
  readonly onClose: () => void;
}

function StepDialog({ id, state, onClose }: StepDialogProps): ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const saving = useSave((step: TakeLetterStep) => api.post<LetterDetail>(`/letters/${id}/steps`, step), {
    stale: [keys.letters],
    tellFailure: false,
    onSuccess: onClose,
  });
  const posted = state === 'posted';
  const said = text.trim();
  return (
    <FormDialog
      title={posted ? <Trans>The letter was posted</Trans> : <Trans>The letter came back</Trans>}
      submitLabel={<Trans>Save</Trans>}
      dirty={said !== ''}
      isPending={saving.isPending}
      error={saving.error}
      canSubmit
      onSubmit={() =>
        saving.mutate({ state, ...(said && (posted ? { trackingNumber: said } : { reason: said })) })
      }
      onClose={onClose}
    >
      {posted ? (
        <TextField
          label={t`Tracking number`}
          description={t`Leave it empty for ordinary mail.`}
          direction="ltr"
          maxLength={60}
          value={text}
          onChange={setText}
        />
      ) : (
        <TextField label={t`Why it came back`} maxLength={300} value={text} onChange={setText} />
      )}
    </FormDialog>
  );
}
