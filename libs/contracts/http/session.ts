import { AWAY_REASONS, PRESENCE_REASONS, PRESENCE_STATES } from '@sila/domain';
import { z } from 'zod';
import { id, instant, language, role } from './common.js';

/** `POST /api/session` */
export const signIn = z
  .strictObject({ email: z.string().trim().min(3).max(320), password: z.string().min(1).max(128) })
  .meta({ id: 'SignIn' });
export type SignIn = z.output<typeof signIn>;

/** `POST /api/session/invite`: a one-time link sets the first password (first administrator, new staff). */
export const acceptInvite = z
  .strictObject({
    token: z.string().min(20).max(200),
    name: z.string().trim().min(1).max(120).optional(),
    password: z.string().min(1).max(128),
  })
  .meta({ id: 'AcceptInvite' });
export type AcceptInvite = z.output<typeof acceptInvite>;

/** `PUT /api/me/password` */
export const changePassword = z
  .strictObject({ current: z.string().min(1).max(128), next: z.string().min(1).max(128) })
  .meta({ id: 'ChangePassword' });

/** `PUT /api/me/presence` */
export const setPresence = z
  .strictObject({
    state: z.enum(PRESENCE_STATES),
    /** Of being away. */
    reason: z.enum(AWAY_REASONS).nullable().default(null),
    /** Of one's own, for the reason `other`. */
    words: z.string().trim().min(1).max(80).nullable().default(null),
  })
  .refine(({ state, reason }) => reason === null || state === 'away', { path: ['reason'] })
  .refine(({ reason, words }) => words === null || reason === 'other', { path: ['words'] })
  .meta({ id: 'SetPresence' });
export type SetPresence = z.output<typeof setPresence>;

export const presenceView = z
  .object({
    state: z.enum(PRESENCE_STATES),
    reason: z.enum(PRESENCE_REASONS).nullable(),
    words: z.string().nullable(),
    since: instant,
    /** When wrap-up ends by itself. */
    until: instant.nullable(),
  })
  .meta({ id: 'PresenceView' });
export type PresenceView = z.output<typeof presenceView>;

const preferenceFields = {
  language,
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  digits: z.enum(['latin', 'arabic']),
  shortcuts: z.boolean(),
  sounds: z.boolean(),
};

/** How a person of the staff likes to work; what was never chosen has its default. */
export const preferences = z
  .strictObject({
    language: preferenceFields.language.default('ar'),
    theme: preferenceFields.theme.default('system'),
    density: preferenceFields.density.default('comfortable'),
    digits: preferenceFields.digits.default('latin'),
    shortcuts: preferenceFields.shortcuts.default(true),
    sounds: preferenceFields.sounds.default(true),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.output<typeof preferences>;

/** `PATCH /api/me/preferences`: what is left out stays as it is. */
export const changePreferences = z.strictObject(preferenceFields).partial().meta({ id: 'ChangePreferences' });

/** `GET /api/session`: who is signed in and what the console may offer. */
export const me = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role,
    queueIds: z.array(id),
    presence: presenceView,
    /** How long wrap-up lasts; 0: there is none. */
    wrapUpMinutes: z.number().int(),
    /** Whether somebody who does nothing becomes away: the console then says when something is done. */
    autoAway: z.boolean(),
    preferences,
    mustChangePassword: z.boolean(),
    /** What this person may do, by name of the policy table; the console hides the rest, the server refuses it. */
    may: z.array(z.string()),
    expiresAt: instant,
    association: z.object({ nameAr: z.string(), nameEn: z.string(), timeZone: z.string() }),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof me>;
