/** Roles of the staff, as the policy names them. */
export const ROLES = ['officer', 'researcher', 'supervisor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Availability of a person of the staff. Wrap-up: what was just talked about is written down; it ends by itself. */
export const PRESENCE_STATES = ['online', 'away', 'wrap-up', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** What a person may say they are away for; `other` takes words of their own. */
export const AWAY_REASONS = ['prayer', 'break', 'meeting', 'training', 'other'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/** Why somebody is away. Automatic: they did nothing in the console for as long as the association set. */
export const PRESENCE_REASONS = [...AWAY_REASONS, 'automatic'] as const;
export type PresenceReason = (typeof PRESENCE_REASONS)[number];

/** What a queue is for; `research` receives what is referred to social research (policy P13). */
export const QUEUE_PURPOSES = ['relations', 'research', 'other'] as const;
export type QueuePurpose = (typeof QUEUE_PURPOSES)[number];

/** The languages in which Sila speaks to people. */
export const LANGUAGES = ['ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
