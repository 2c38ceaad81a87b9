import { useLingui } from '@lingui/react/macro';
import type { CloseOutcome } from '@sila/domain';

/** The names of the outcomes a conversation is closed with. */
export function useOutcomeWords(): (outcome: string) => string {
  const { t } = useLingui();
  const words: Record<CloseOutcome, string> = {
    answered: t`The question was answered`,
    served: t`The service was given`,
    referred: t`Referred to another body`,
    misconception: t`A misunderstanding was cleared up`,
    'no-reply': t`The person did not reply`,
    spam: t`Unwanted mail`,
    duplicate: t`The same matter twice`,
  };
  return (outcome) => words[outcome as CloseOutcome] ?? outcome;
}
