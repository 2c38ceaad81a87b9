import {
  DEFAULT_CAPACITY,
  DEFAULT_INTERRUPTIONS,
  QUEUE_MODES,
  QUEUE_STATES,
  SKILL_KINDS,
} from '@sila/domain';
import { z } from 'zod';
import { id, instant } from './common.js';

const held = z.number().int().min(0).max(1000);
/** Conversations by medium. */
export const mediaCount = z
  .strictObject({ call: held, chat: held, mail: held, interview: held })
  .meta({ id: 'MediaCount' });

const may = z.strictObject({
  call: z.boolean(),
  chat: z.boolean(),
  mail: z.boolean(),
  interview: z.boolean(),
});

/** How work is given to people. Every field has a default: an installation that never set one has them all. */
export const workSettings = z
  .strictObject({
    /** What a person may hold at once unless their own row says otherwise. */
    capacity: mediaCount.default({ ...DEFAULT_CAPACITY }),
    /** For each medium that somebody is busy with, the media that may come meanwhile. */
    interruptions: z
      .strictObject({ call: may, chat: may, mail: may, interview: may })
      .default(structuredClone(DEFAULT_INTERRUPTIONS)),
    /** Minutes without a word after which an answered conversation takes no room any more. */
    quietMinutes: z.number().int().min(5).max(10_080).default(120),
    /** Minutes after which what people whose line was lost have not answered goes back to its queue, at once when they left by hand; 0 never. */
    handBackMinutes: z.number().int().min(0).max(1_440).default(5),
    /** Minutes that wrap-up lasts, taken by hand or begun by a call's end or by closing; 0: there is none. */
    wrapUpMinutes: z.number().int().min(0).max(120).default(0),
    /** Minutes without any action in the console after which somebody who is online counts as away; 0 never. */
    autoAwayMinutes: z.number().int().min(0).max(480).default(0),
  })
  .meta({ id: 'WorkSettings' });
export type WorkSettings = z.output<typeof workSettings>;

const minutes = z.number().int().min(1).max(100_000);
export const promiseRule = z
  .strictObject({
    id: z.string().min(1).max(60),
    name: z.string().trim().min(1).max(120),
    when: z.strictObject({
      queueIds: z.array(id).max(200).optional(),
      channels: z.array(z.string().max(40)).max(60).optional(),
      minPriority: z.number().int().min(-10).max(10).optional(),
    }),
    firstMinutes: minutes.nullable(),
    nextMinutes: minutes.nullable(),
    warnAtPercent: z.number().int().min(10).max(99),
    raiseBy: z.number().int().min(0).max(10),
    moveTo: id.nullable(),
  })
  .meta({ id: 'PromiseRule' });

/** What the association promises to people who write, in opening time; the first rule that fits holds. */
export const promiseSettings = z
  .strictObject({ rules: z.array(promiseRule).max(100).default([]) })
  .meta({ id: 'PromiseSettings' });
export type PromiseSettings = z.output<typeof promiseSettings>;

/** What an administrator sets of a queue; `domain` says what each field means. */
export const queuePolicy = z
  .strictObject({
    mode: z.enum(QUEUE_MODES),
    ageingMinutes: z.number().int().min(1).max(10_080).nullable(),
    stickHours: z.number().int().min(0).max(8_760),
    overflow: z.strictObject({ queueId: id, afterMinutes: z.number().int().min(1).max(10_080) }).nullable(),
  })
  .meta({ id: 'QueuePolicy' });

/** Whether a queue works, since when, by whom and why. */
export const queueStateView = z
  .object({
    state: z.enum(QUEUE_STATES),
    since: instant.nullable(),
    by: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'QueueStateView' });

export const skillView = z
  .object({
    id,
    nameAr: z.string(),
    nameEn: z.string(),
    kind: z.enum(SKILL_KINDS),
    /** How many have it. */
    people: z.number().int(),
    archived: z.boolean(),
  })
  .meta({ id: 'SkillView' });
export type SkillView = z.output<typeof skillView>;

const skillFields = {
  nameAr: z.string().trim().min(1).max(80),
  nameEn: z.string().trim().min(1).max(80),
  kind: z.enum(SKILL_KINDS),
};
export const createSkill = z.strictObject(skillFields).meta({ id: 'CreateSkill' });
export type CreateSkill = z.output<typeof createSkill>;
export const changeSkill = z
  .strictObject({ ...skillFields, archived: z.boolean() })
  .partial()
  .meta({ id: 'ChangeSkill' });
export type ChangeSkill = z.output<typeof changeSkill>;

/** One skill of one person. */
export const staffSkill = z.strictObject({ skillId: id, level: z.number().int().min(1).max(5) });

/** A skill that a conversation asks for; `domain` says what each field means. */
export const skillNeed = z
  .strictObject({
    skillId: id,
    level: z.number().int().min(1).max(5).default(1),
    required: z.boolean().default(false),
    relaxAfterMinutes: z.number().int().min(1).max(10_080).nullable().default(null),
  })
  .meta({ id: 'SkillNeed' });
