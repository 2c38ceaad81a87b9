import type { z } from 'zod';
import type { GeneralInput } from './core/accounts.store.js';
import type { Provider } from './core/provider.js';
import { email } from './mail/email.provider.js';
import { instagram, messenger, whatsappCloud } from './meta/meta.provider.js';
import { telegram } from './telegram/telegram.provider.js';
import { smsTwilio } from './twilio/sms.provider.js';
import { voiceTwilio } from './twilio/voice/voice.provider.js';
import { whatsappTwilio } from './twilio/whatsapp.provider.js';
import { smsUnifonic } from './unifonic/unifonic.provider.js';
import { x } from './x/x.provider.js';

/** Every provider that is played here, in the order of the page. Adding one is a folder and a line here. */
export const providers = [
  whatsappTwilio,
  whatsappCloud,
  messenger,
  instagram,
  telegram,
  smsTwilio,
  smsUnifonic,
  voiceTwilio,
  x,
  email,
] as const satisfies readonly Provider[];

type Known = (typeof providers)[number];
type Writable = Extract<Known, { readonly send: z.ZodObject }>;
type Sender = Extract<ReturnType<Known['open']>, { send(message: never): unknown }>;

/** What `POST /send` takes. */
export type SendInput = z.input<Writable['send']>;

/** What `POST /send` answers to a message. */
export type SentFor<Message extends SendInput> = Extract<
  Awaited<ReturnType<Sender['send']>>,
  { readonly channel: Message['channel'] }
>;

/** What `POST /accounts` takes; each part given replaces that part, the others stay. */
export type AccountsInput = GeneralInput & {
  readonly [Each in Known as Each['account']['key']]?: z.input<Each['account']['schema']>;
};
