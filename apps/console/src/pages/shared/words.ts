import { useLingui } from '@lingui/react/macro';
import type {
  AwayReason,
  Medium,
  PresenceReason,
  PresenceState,
  QueueMode,
  QueuePurpose,
  Role,
  SkillKind,
} from '@sila/domain';
import { useUi } from '../../shell/ui.store.js';

interface Named {
  readonly nameAr: string;
  readonly nameEn: string;
}

/** The name of a queue or of the association in the reader's language. */
export function useLocalName(): (thing: Named) => string {
  const { language } = useUi();
  return (thing) => (language === 'ar' ? thing.nameAr : thing.nameEn);
}

/** The names of the roles, and what each may do. */
export function useRoleWords(): Record<Role, { readonly label: string; readonly description: string }> {
  const { t } = useLingui();
  return {
    officer: { label: t`Relations officer`, description: t`Answers the people who write to their queues.` },
    researcher: {
      label: t`Social researcher`,
      description: t`Receives what is referred to social research.`,
    },
    supervisor: {
      label: t`Supervisor`,
      description: t`Sees the queues live, opens and hands over any conversation of them.`,
    },
    administrator: {
      label: t`Administrator`,
      description: t`Sets up staff, queues, channels, rules and settings.`,
    },
  };
}

export function usePresenceWords(): Record<PresenceState, string> {
  const { t } = useLingui();
  return { online: t`Online`, away: t`Away`, 'wrap-up': t`Wrap-up`, offline: t`Offline` };
}

/** What somebody may say that they are away for. */
export function useAwayWords(): Record<AwayReason, string> {
  const { t } = useLingui();
  return {
    prayer: t`Prayer`,
    break: t`Break`,
    meeting: t`Meeting`,
    training: t`Training`,
    other: t`Something else`,
  };
}

export interface PresenceFacts {
  readonly state: PresenceState;
  readonly reason?: PresenceReason | null;
  readonly words?: string | null;
}

/** Availability in words, with the reason of being away. */
export function usePresenceText(): (presence: PresenceFacts) => string {
  const { t } = useLingui();
  const states = usePresenceWords();
  const reasons = useAwayWords();
  return ({ state, reason, words }) => {
    if (state !== 'away' || !reason) return states[state];
    if (reason === 'automatic') return t`Away (automatically)`;
    const why = words ?? reasons[reason];
    return t`Away: ${why}`;
  };
}

export function usePurposeWords(): Record<
  QueuePurpose,
  { readonly label: string; readonly description: string }
> {
  const { t } = useLingui();
  return {
    relations: { label: t`Beneficiary relations`, description: t`Receives people's questions and requests.` },
    research: {
      label: t`Social research`,
      description: t`Receives what an officer refers to social research.`,
    },
    other: { label: t`Another purpose`, description: t`Any other department of the association.` },
  };
}

/** The kinds of work that somebody can hold. */
export function useMediumWords(): Record<Medium, string> {
  const { t } = useLingui();
  return { call: t`Calls`, chat: t`Chats`, mail: t`Mails, letters and forms`, interview: t`Interviews` };
}

export function useSkillKindWords(): Record<SkillKind, string> {
  const { t } = useLingui();
  return {
    language: t`Language`,
    topic: t`Topic`,
    gender: t`Woman or man`,
    region: t`Region`,
    other: t`Other skill`,
  };
}

export function useQueueModeWords(): Record<
  QueueMode,
  { readonly label: string; readonly description: string }
> {
  const { t } = useLingui();
  return {
    push: { label: t`Given out`, description: t`Sila gives each conversation to whoever fits and has room.` },
    pull: { label: t`Taken`, description: t`Members take from the list themselves. Calls ring anyway.` },
    both: { label: t`Both`, description: t`Sila gives out, and who has time may take one.` },
  };
}
