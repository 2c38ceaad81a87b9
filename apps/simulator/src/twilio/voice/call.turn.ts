import type { FormParams } from '../webhook.calls.js';
import { waitFor } from './interruption.js';
import { type Source, TwimlError, type Verb } from './twiml.document.js';
import type { VoiceAccount } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';

/** One verb being executed: on which call, until when, and where addresses start. */
export type Turn = {
  readonly call: VoiceCall;
  readonly account: VoiceAccount;
  /** Aborted when the call is to do something else. */
  readonly signal: AbortSignal;
  /** The document's own address; null where it came without one. */
  readonly url: string | null;
  /** What every address is told beside the call, where the call waits in a queue; null elsewhere. */
  readonly waiting: (() => FormParams) | null;
};

/** After a verb: another document, out of the queue, or on with the next verb. */
export type Next = Source | 'leave' | undefined;

/** Executes one kind of verb. */
export type VerbDoer = (turn: Turn, verb: Verb) => Promise<Next>;

/** The address that an attribute names, from the document's own; the document itself where nothing is named. */
export const addressOf = ({ url }: Pick<Turn, 'url'>, relative: string | undefined): string => {
  const [address, base] = [relative ?? '', url ?? undefined];
  if (!URL.canParse(address, base)) throw new TwimlError(11100, `"${address}" is no address`);
  return new URL(address, base).href;
};

/** The document that a verb's `action` names, told `params`; nothing where it has none. */
export const actionOf = (turn: Turn, verb: Verb, params: FormParams): Source | undefined => {
  const { action } = verb.attributes;
  return action === undefined || action === '' ? undefined : { url: addressOf(turn, action), params };
};

/** Lets time pass as speech does, in seconds of life. */
export const speechTime = ({ account, signal }: Turn, seconds: number): Promise<void> =>
  waitFor(seconds * 1000 * account.pace.speech, signal);

/** A whole number of an attribute. */
export const numberOf = (verb: Verb, attribute: string, otherwise: number): number => {
  const value = Number(verb.attributes[attribute] ?? otherwise);
  if (!Number.isFinite(value) || value < 0)
    throw new TwimlError(12200, `<${verb.name} ${attribute}> is no number`);
  return value;
};

export const isTrue = (verb: Verb, attribute: string, otherwise: boolean): boolean =>
  (verb.attributes[attribute] ?? String(otherwise)) === 'true';
