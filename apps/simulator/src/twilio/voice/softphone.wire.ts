import { z } from 'zod';

const aboutCall = { callSid: z.string() };

/** What a softphone says to the simulator, one JSON object a message. */
export const softphoneSays = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('register'), token: z.string() }),
  z.strictObject({ type: z.literal('accept'), ...aboutCall }),
  z.strictObject({ type: z.literal('reject'), ...aboutCall }),
  z.strictObject({ type: z.literal('hangup'), ...aboutCall }),
  z.strictObject({ type: z.literal('mute'), ...aboutCall, muted: z.boolean() }),
  z.strictObject({ type: z.literal('digits'), ...aboutCall, digits: z.string().regex(/^[0-9*#w]+$/) }),
]);

export type SoftphoneSays = z.output<typeof softphoneSays>;

/**
 * What the simulator says to a softphone. `cancelled` ends ringing: the caller gave up, or another softphone of the same
 * identity answered; `ended` ends a call that was answered here. `registered` comes again after every `register`, which also renews a token.
 */
export type SoftphoneHears =
  | { readonly type: 'registered'; readonly identity: string }
  | { readonly type: 'refused'; readonly reason: string }
  | {
      readonly type: 'incoming';
      readonly callSid: string;
      readonly from: string;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly type: 'cancelled' | 'ended'; readonly callSid: string };
