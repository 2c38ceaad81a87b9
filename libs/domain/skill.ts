/** What a skill is about; `gender` is asked for by people who want to speak with a woman or with a man. */
export const SKILL_KINDS = ['language', 'topic', 'gender', 'region', 'other'] as const;
export type SkillKind = (typeof SKILL_KINDS)[number];

/** How well somebody has a skill: 1 is enough to help out, 5 is at home in it. */
export const SKILL_LEVELS = [1, 2, 3, 4, 5] as const;

/** A skill that a conversation asks for. */
export interface SkillNeed {
  readonly skillId: string;
  /** The least level that fits, 1 to 5. */
  readonly level: number;
  /** Required: nobody else gets it. Otherwise who has it goes before who doesn't. */
  readonly required: boolean;
  /** Minutes of waiting after which a required skill is only preferred and a preferred one is not asked for; null never. */
  readonly relaxAfterMinutes: number | null;
}
