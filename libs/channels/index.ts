import type { Channel } from './channel.js';
import { email } from './email/channel.js';

/** Every channel Sila knows. Adding one is a folder and a line here. */
export const channels: readonly Channel[] = [email];

export * from './channel.js';
