import { useLingui } from '@lingui/react/macro';
import type { RoutingDecision } from '@sila/contracts';
import { useUi } from '../../shell/ui.store.js';

type Candidate = RoutingDecision['candidates'][number];

/** Whether somebody could have taken it: they were there, free and able, and somebody else went before. */
export const wasFree = ({ verdict }: Candidate): boolean =>
  ['not-known', 'fits-less', 'more-loaded', 'less-idle'].includes(verdict);

/** Says why a conversation did not go to somebody. */
export function useVerdictWords(): (candidate: Candidate) => string {
  const { t } = useLingui();
  const language = useUi((state) => state.language);
  return ({ verdict, skill }) => {
    const name = (language === 'ar' ? skill?.nameAr : skill?.nameEn) ?? '';
    const words: Readonly<Record<Candidate['verdict'], string>> = {
      chosen: '',
      offline: t`offline`,
      away: t`away`,
      'wrap-up': t`in wrap-up`,
      'did-not-answer': t`the call rang there without an answer`,
      'lacks-skill': name
        ? t`without the skill that is needed: ${name}`
        : t`without the skill that is needed`,
      full: t`no room for another one`,
      'not-to-interrupt': t`in a call or an interview that is not interrupted`,
      'not-known': t`free, but a colleague knows the person`,
      'fits-less': t`free, but fits less what is asked for`,
      'more-loaded': t`free, but with more in hand`,
      'less-idle': t`free, but was given one more recently`,
    };
    return words[verdict];
  };
}
