import type { SkillNeed } from './skill.js';
import { foldForSearch } from './text.js';

/** One routing rule: all conditions that are present must hold. Rules are tried in order, the first match decides. */
export interface RoutingRule {
  readonly id: string;
  readonly name: string;
  readonly when: {
    readonly channels?: readonly string[];
    /** Any of these words or phrases in the text or subject, compared after Arabic folding. */
    readonly words?: readonly string[];
    readonly contact?: 'new' | 'known';
    readonly hours?: 'open' | 'closed';
    readonly form?: readonly string[];
  };
  readonly queueId: string;
  /** Higher is served first; 0 is normal. */
  readonly priority: number;
  /** Skills that what this rule sends asks for. */
  readonly needs: readonly SkillNeed[];
}

/** What a rule looks at. */
export interface RoutingSituation {
  readonly channel: string;
  readonly text: string;
  readonly contact: 'new' | 'known';
  readonly hours: 'open' | 'closed';
  readonly form: string | null;
}

/** Why a conversation is where it is; stored with every assignment and shown to the officer. */
export type AssignmentReason =
  /** `version` is that of the routing settings the decision was made by. */
  | { readonly code: 'rule'; readonly rule: string; readonly version: number }
  | { readonly code: 'default-queue'; readonly version: number }
  /** The reception desk chose the queue. */
  | { readonly code: 'desk' }
  | { readonly code: 'last-officer' }
  /** Nobody else could take it. */
  | { readonly code: 'only-one' }
  | { readonly code: 'least-loaded'; readonly load: number }
  | { readonly code: 'longest-idle' }
  | { readonly code: 'claimed' }
  /** The caller chose it by a key. */
  | { readonly code: 'menu' }
  /** It rang there, and nobody took the call. */
  | { readonly code: 'not-answered' }
  /** Who calls out, or is called back by, owns what they call about. */
  | { readonly code: 'calls' }
  | { readonly code: 'assigned'; readonly text: string }
  | { readonly code: 'transferred'; readonly text: string }
  | { readonly code: 'referred'; readonly text: string }
  | { readonly code: 'left'; readonly text: string }
  /** The officer who looks after this person. */
  | { readonly code: 'own-officer' }
  /** Fits best what the conversation asks for. */
  | { readonly code: 'best-skills' }
  /** Who had it went offline without having answered. */
  | { readonly code: 'handed-back' }
  /** It waited too long in its queue. */
  | { readonly code: 'overflow' }
  /** A promise to the person was broken. */
  | { readonly code: 'escalated' };

/** No conversation goes further before others, whoever or whatever raised it. */
export const HIGHEST_PRIORITY = 10;

/** The first rule whose every stated condition holds, or null. */
export function matchRule(rules: readonly RoutingRule[], situation: RoutingSituation): RoutingRule | null {
  const text = foldForSearch(situation.text);
  return rules.find((rule) => holds(rule.when, situation, text)) ?? null;
}

function holds(when: RoutingRule['when'], situation: RoutingSituation, foldedText: string): boolean {
  return (
    (!when.channels?.length || when.channels.includes(situation.channel)) &&
    (!when.contact || when.contact === situation.contact) &&
    (!when.hours || when.hours === situation.hours) &&
    (!when.form?.length || (situation.form !== null && when.form.includes(situation.form))) &&
    (!when.words?.length || when.words.some((word) => foldedText.includes(foldForSearch(word))))
  );
}
