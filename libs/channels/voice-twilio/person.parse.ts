import { toE164 } from '@sila/domain';
import type { Sender } from '../channel.js';
import { field, type Params } from '../providers/twilio/request.params.js';

/** What Twilio writes for numbers that are withheld: words, or the same words as keys. Source: help.twilio.com, "anonymous calls". */
const WITHHELD = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '+464']);

/** What a caller without a number is called until an officer learns who it is. */
export const WITHHELD_NAME = 'متصل برقم محجوب';

/**
 * Who calls. The network only claims the number, so it proves nothing. A withheld number is nobody's: such a caller is known by
 * this call alone.
 */
export function callerOf(params: Params, sid: string): Sender {
  const from = field(params, 'From') ?? field(params, 'Caller') ?? '';
  const number = from.startsWith('+') && !WITHHELD.has(from) ? toE164(from) : null;
  if (number !== null)
    return { kind: 'phone', value: number, name: null, assurance: 'asserted', aliases: [] };
  return { kind: 'unparsed', value: `call:${sid}`, name: WITHHELD_NAME, assurance: 'asserted', aliases: [] };
}
