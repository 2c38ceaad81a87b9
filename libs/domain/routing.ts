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

/** What sent a conversation to its first queue; `ruleId` is null when no rule matched. */
export interface RoutedBy {
  readonly ruleId: string | null;
  readonly rule: string | null;
  readonly version: number;
  readonly queueId: string;
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
  /** The officer who looks after this person, or after somebody of their household. */
  | { readonly code: 'own-officer' }
  | { readonly code: 'household-officer' }
  /** Fits best what the conversation asks for. */
  | { readonly code: 'best-skills' }
  /** Who had it went offline without having answered. */
  | { readonly code: 'handed-back' }
  /** Its queue was closed, too long, or it waited too long there. */
  | { readonly code: 'overflow'; readonly why: 'closed' | 'length' | 'wait' }
  /** A colleague offered it, and it was accepted. */
  | { readonly code: 'accepted'; readonly text: string }
  /** A promise to the person was broken. */
  | { readonly code: 'escalated' };

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

/** A person who may take a conversation now: online, member of the queue. */
export interface OfficerCandidate {
  readonly staffId: string;
  readonly load: number;
  readonly capacity: number;
  /** When routing last gave this person a conversation; null when never. */
  readonly lastAssignedAt: Date | null;
}

/**
 * Who takes the conversation: the person's last officer if on shift with room, else the least loaded, and among
 * equals the one idle longest. Null when nobody has room.
 */
export function pickOfficer(
  candidates: readonly OfficerCandidate[],
  lastOfficerId: string | null,
): { staffId: string; reason: AssignmentReason } | null {
  const free = candidates.filter((candidate) => candidate.load < candidate.capacity);
  const last = free.find((candidate) => candidate.staffId === lastOfficerId);
  if (last) return { staffId: last.staffId, reason: { code: 'last-officer' } };
  const [first, second] = [...free].sort(byLoadThenIdle);
  if (!first) return null;
  const decidedByLoad = !second || second.load !== first.load;
  return {
    staffId: first.staffId,
    reason: decidedByLoad ? { code: 'least-loaded', load: first.load } : { code: 'longest-idle' },
  };
}

function byLoadThenIdle(a: OfficerCandidate, b: OfficerCandidate): number {
  const idle = (a.lastAssignedAt?.getTime() ?? 0) - (b.lastAssignedAt?.getTime() ?? 0);
  return a.load - b.load || idle || (a.staffId < b.staffId ? -1 : 1);
}
