import type { DecisionInputs, OfficerAtWork } from './choosing.js';
import type { SkillNeed } from './skill.js';
import { hasRoomFor } from './work.js';

/** Why somebody cannot take a conversation at all. */
export type Barrier =
  | { readonly code: 'offline' | 'away' | 'wrap-up' }
  /** It just rang there. */
  | { readonly code: 'did-not-answer' }
  | { readonly code: 'lacks-skill'; readonly skillId: string }
  /** What they hold of this medium fills their capacity. */
  | { readonly code: 'full' }
  /** What they are busy with is not to be interrupted by this. */
  | { readonly code: 'not-to-interrupt' };

/** What keeps a member of the queue from taking this conversation; null when nothing does. */
export function barrierOf(officer: OfficerAtWork, inputs: DecisionInputs): Barrier | null {
  const { work, at, interruptions } = inputs;
  const { state, load, capacity, skills } = officer;
  if (state !== 'online') return { code: state };
  if (work.unansweredBy.includes(officer.staffId)) return { code: 'did-not-answer' };
  const lacking = needsAfter(work.needs, at - work.since).find(
    ({ required, skillId, level }) => required && (skills[skillId] ?? 0) < level,
  );
  if (lacking) return { code: 'lacks-skill', skillId: lacking.skillId };
  if (load[work.medium] >= capacity[work.medium]) return { code: 'full' };
  return hasRoomFor(work.medium, load, capacity, interruptions) ? null : { code: 'not-to-interrupt' };
}

/** What is still asked for after a wait: required becomes preferred, preferred is let go. */
export function needsAfter(needs: readonly SkillNeed[], waitedMs: number): readonly SkillNeed[] {
  if (needs.length === 0) return needs;
  return needs.flatMap((need) => {
    const relaxed = need.relaxAfterMinutes !== null && waitedMs >= need.relaxAfterMinutes * 60_000;
    if (!relaxed) return [need];
    return need.required ? [{ ...need, required: false }] : [];
  });
}
