import { DEFAULT_QUEUE_POLICY, PRESENCE_STATES, QUEUE_PURPOSES, QUEUE_STATES } from '@sila/domain';
import { z } from 'zod';
import { id, instant, language, role } from './common.js';
import { mediaCount, queuePolicy, queueStateView, staffSkill } from './work.js';

export const queueView = z
  .object({
    id,
    key: z.string(),
    nameAr: z.string(),
    nameEn: z.string(),
    purpose: z.enum(QUEUE_PURPOSES),
    memberIds: z.array(id),
    state: queueStateView,
    policy: queuePolicy,
    archived: z.boolean(),
  })
  .meta({ id: 'QueueView' });
export type QueueView = z.output<typeof queueView>;

const queueFields = {
  key: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, 'small letters, digits and hyphens'),
  nameAr: z.string().trim().min(1).max(80),
  nameEn: z.string().trim().min(1).max(80),
  purpose: z.enum(QUEUE_PURPOSES),
  memberIds: z.array(id).max(500),
  policy: queuePolicy,
};
export const createQueue = z
  .strictObject({
    ...queueFields,
    purpose: queueFields.purpose.default('other'),
    policy: queueFields.policy.default({ ...DEFAULT_QUEUE_POLICY }),
    memberIds: queueFields.memberIds.default([]),
  })
  .meta({ id: 'CreateQueue' });
export type CreateQueue = z.output<typeof createQueue>;
export const changeQueue = z
  .strictObject({ ...queueFields, archived: z.boolean() })
  .partial()
  .meta({ id: 'ChangeQueue' });
export type ChangeQueue = z.output<typeof changeQueue>;

/** `POST /api/queues/:id/state`: pauses a queue, or lets it go on. */
export const steerQueue = z
  .strictObject({ state: z.enum(QUEUE_STATES), reason: z.string().trim().max(200).default('') })
  .meta({ id: 'SteerQueue' });
export type SteerQueue = z.output<typeof steerQueue>;

export const staffView = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role,
    language,
    /** What they may hold at once; null means what the association's settings say. */
    capacity: mediaCount.nullable(),
    skills: z.array(staffSkill),
    queueIds: z.array(id),
    presence: z.enum(PRESENCE_STATES),
    disabled: z.boolean(),
    /** True until the person has set a password of their own. */
    invited: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'StaffView' });
export type StaffView = z.output<typeof staffView>;

const staffFields = {
  name: z.string().trim().min(1).max(120),
  role,
  language,
  /** What a person may hold at once before routing passes them by; null means what the association's settings say. */
  capacity: mediaCount.nullable(),
  skills: z.array(staffSkill).max(60),
  queueIds: z.array(id).max(100),
};
export const createStaff = z
  .strictObject({
    ...staffFields,
    email: z.string().trim().min(3).max(320),
    language: language.default('ar'),
    capacity: staffFields.capacity.default(null),
    skills: staffFields.skills.default([]),
    queueIds: staffFields.queueIds.default([]),
  })
  .meta({ id: 'CreateStaff' });
export type CreateStaff = z.output<typeof createStaff>;
export const changeStaff = z
  .strictObject({ ...staffFields, disabled: z.boolean() })
  .partial()
  .meta({ id: 'ChangeStaff' });
export type ChangeStaff = z.output<typeof changeStaff>;

/** The answer to creating staff or asking for a new link: shown once. */
export const invite = z
  .object({ staff: staffView, inviteUrl: z.string(), expiresAt: instant })
  .meta({ id: 'Invite' });
export type Invite = z.output<typeof invite>;

/** Colleagues a conversation can be handed to: names, queues, presence and load, nothing private. */
export const colleague = z
  .object({
    id,
    name: z.string(),
    role,
    queueIds: z.array(id),
    presence: z.enum(PRESENCE_STATES),
    /** Open conversations they hold, over all media. */
    load: z.number().int(),
    /** How many they may hold, over all media. */
    capacity: z.number().int(),
  })
  .meta({ id: 'Colleague' });
export type Colleague = z.output<typeof colleague>;

/** A kind of channel that can be set up, with the JSON Schema that draws its form. */
export const channelKind = z
  .object({
    name: z.string(),
    labelAr: z.string(),
    labelEn: z.string(),
    icon: z.string(),
    settings: z.record(z.string(), z.unknown()),
    capabilities: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ChannelKind' });
export type ChannelKind = z.output<typeof channelKind>;

export const channelAccountView = z
  .object({
    id,
    channel: z.string(),
    label: z.string(),
    icon: z.string(),
    enabled: z.boolean(),
    /** The queue conversations go to when no rule says otherwise. */
    queueId: id.nullable(),
    /** Secrets are left out; `secretsSet` names those that have a value. */
    settings: z.record(z.string(), z.unknown()),
    secretsSet: z.array(z.string()),
    version: z.number().int(),
    webhookUrl: z.string().nullable(),
    /** The tag a website pastes; null for other channels. */
    embed: z.string().nullable(),
    /** The page to give to people, for a form of the portal. */
    page: z.string().nullable(),
    health: z.object({
      lastInboundAt: instant.nullable(),
      lastSentAt: instant.nullable(),
      lastError: z.string().nullable(),
      lastErrorAt: instant.nullable(),
    }),
  })
  .meta({ id: 'ChannelAccountView' });
export type ChannelAccountView = z.output<typeof channelAccountView>;

const channelAccountFields = {
  label: z.string().trim().min(1).max(80),
  queueId: id.nullable(),
  /** The channel's settings schema decides what is right. */
  settings: z.record(z.string(), z.unknown()),
  /** Another address for the webhook than PUBLIC_URL + path (a proxy's). */
  webhookUrl: z.url().nullable(),
};
export const createChannelAccount = z
  .strictObject({
    channel: z.string().max(40),
    ...channelAccountFields,
    queueId: channelAccountFields.queueId.default(null),
    webhookUrl: channelAccountFields.webhookUrl.default(null),
  })
  .meta({ id: 'CreateChannelAccount' });
export type CreateChannelAccount = z.output<typeof createChannelAccount>;
/** What is left out stays as it is; so does a secret. */
export const changeChannelAccount = z
  .strictObject({ ...channelAccountFields, enabled: z.boolean() })
  .partial()
  .meta({ id: 'ChangeChannelAccount' });
export type ChangeChannelAccount = z.output<typeof changeChannelAccount>;

export const checkResult = z
  .object({ ok: z.boolean(), error: z.string().nullable() })
  .meta({ id: 'CheckResult' });
export type CheckResult = z.output<typeof checkResult>;
