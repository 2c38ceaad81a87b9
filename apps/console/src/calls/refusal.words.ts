import { useLingui } from '@lingui/react/macro';
import { errorReason, useErrorWords } from '../ui/index.js';

/** Says why something about a call was refused; other refusals in the words of the kit. */
export function useCallRefusalWords(): (error: unknown) => string {
  const { t } = useLingui();
  const others = useErrorWords();
  const words: Readonly<Record<string, string>> = {
    'not-free': t`The colleague is away or on a call. Choose somebody else.`,
    'not-answered': t`The colleague has not answered yet.`,
    'transfer-runs': t`A colleague is being asked already.`,
    'on-a-call': t`You are on a call`,
    'on-the-call': t`You are on this call already.`,
    'not-talking': t`Nobody is on the line yet.`,
    'no-number': t`No number of this person is known`,
    'not-open': t`A colleague has dealt with this callback already.`,
    answered: t`The call was answered in the meantime.`,
    ended: t`The call has ended.`,
  };
  return (error) => words[errorReason(error)] ?? others(error);
}
