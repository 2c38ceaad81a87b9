import type { FormParams } from '../webhook.calls.js';

/** An element of TwiML. */
export type Verb = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Verb[];
  /** All text within, in order. */
  readonly text: string;
};

/** Where TwiML comes from: an address that is asked, or verbs that are there already. */
export type Source =
  | { readonly url: string; readonly params?: FormParams }
  | { readonly verbs: readonly Verb[]; readonly url?: undefined };

/** TwiML that was read, and the address that relative ones in it start from. */
export type TwimlDocument = { readonly verbs: readonly Verb[]; readonly url: string | null };

/** TwiML that can't be executed, by Twilio's error code. Source: twilio.com/docs/api/errors, 11xxx to 13xxx. */
export class TwimlError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
