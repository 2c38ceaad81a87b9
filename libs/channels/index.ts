import type { Channel } from './channel.js';
import { email } from './email/channel.js';
import { helpRequest } from './help-request/channel.js';
import { letters } from './letters/channel.js';
import { newBeneficiary } from './new-beneficiary/channel.js';
import { volunteering } from './volunteering/channel.js';
import { webChat } from './web-chat/channel.js';
import { whatsappTwilio } from './whatsapp-twilio/channel.js';

/** Every channel Sila knows. Adding one is a folder and a line here. */
export const channels: readonly Channel[] = [
  email,
  letters,
  webChat,
  whatsappTwilio,
  helpRequest,
  volunteering,
  newBeneficiary,
];

export * from './channel.js';
export * from './paper.js';
export * from './providers/forms/index.js';
export * from './web-chat/index.js';
