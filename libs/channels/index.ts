import type { Channel } from './channel.js';
import { whatsappTwilio } from './whatsapp-twilio/channel.js';

/** Every channel Sila knows. Adding one is a folder and a line here. */
export const channels: readonly Channel[] = [whatsappTwilio];

export * from './channel.js';
