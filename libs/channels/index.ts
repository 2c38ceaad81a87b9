import type { Channel } from './channel.js';
import { email } from './email/channel.js';
import { helpRequest } from './help-request/channel.js';
import { letters } from './letters/channel.js';
import { newBeneficiary } from './new-beneficiary/channel.js';
import { volunteering } from './volunteering/channel.js';
import { instagram } from './instagram/channel.js';
import { messenger } from './messenger/channel.js';
import { reception } from './reception/channel.js';
import { smsTwilio } from './sms-twilio/channel.js';
import { smsUnifonic } from './sms-unifonic/channel.js';
import { telegram } from './telegram/channel.js';
import { voiceTwilio } from './voice-twilio/channel.js';
import { webChat } from './web-chat/channel.js';
import { whatsappCloud } from './whatsapp-cloud/channel.js';
import { whatsappTwilio } from './whatsapp-twilio/channel.js';
import { x } from './x/channel.js';

/** Every channel Sila knows. Adding one is a folder and a line here. */
export const channels: readonly Channel[] = [
  email,
  instagram,
  messenger,
  smsTwilio,
  smsUnifonic,
  telegram,
  voiceTwilio,
  webChat,
  whatsappCloud,
  whatsappTwilio,
  x,
  letters,
  reception,
  helpRequest,
  volunteering,
  newBeneficiary,
];

export * from './channel.js';
export * from './in-person.js';
export * from './paper.js';
export * from './upkeep.js';
export * from './providers/forms/index.js';
export * from './voice.js';
export * from './web-chat/index.js';
