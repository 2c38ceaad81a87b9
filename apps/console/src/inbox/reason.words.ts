import { useLingui } from '@lingui/react/macro';
import type { Reason } from '@sila/contracts';

/** Says why a conversation is where it is. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useLingui();
  return (reason) => {
    const { code, rule = '', load = 0, text = '' } = reason;
    const words: Readonly<Record<string, string>> = {
      rule: t`by the rule “${rule}”`,
      'default-queue': t`no rule matched`,
      desk: t`chosen at the desk`,
      'last-officer': t`answered this person last`,
      'only-one': t`nobody else was free`,
      'least-loaded': t`had the most room (${load} in hand)`,
      'longest-idle': t`has been free the longest`,
      claimed: t`took it`,
      'not-answered': t`the call was not answered`,
      calls: t`calls the person`,
      menu: t`chosen in the telephone menu`,
      assigned: text,
      transferred: text,
      referred: text,
      left: text,
      'own-officer': t`looks after this person`,
      'best-skills': t`fits best what is asked for`,
      'handed-back': t`given back: a colleague went offline`,
      overflow: t`waited too long in another queue`,
      escalated: t`a promise was broken`,
    };
    return words[code] ?? (text || code);
  };
}
