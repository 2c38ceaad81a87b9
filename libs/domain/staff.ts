/** Roles of the staff, as the policy names them. */
export const ROLES = ['officer', 'researcher', 'supervisor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** What a person of the staff says of their availability. */
export const PRESENCE_STATES = ['online', 'away', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** What a queue is for; `research` receives what is referred to social research (policy P13). */
export const QUEUE_PURPOSES = ['relations', 'research', 'other'] as const;
export type QueuePurpose = (typeof QUEUE_PURPOSES)[number];

/** The languages in which Sila speaks to people. */
export const LANGUAGES = ['ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
