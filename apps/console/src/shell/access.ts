import type { Me } from '@sila/contracts';

/** Who oversees queues: sees the live page and every conversation of their queues. */
export const oversees = (me: Me): boolean => me.role === 'supervisor' || me.role === 'administrator';

/** Who sets Sila up: staff, queues, channels, rules, settings. */
export const administers = (me: Me): boolean => me.role === 'administrator';
