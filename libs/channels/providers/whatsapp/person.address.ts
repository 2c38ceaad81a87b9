import { toE164 } from '@sila/domain';
import type { Address } from '../../channel.js';

/** A number in international form, with its plus sign; null for everything else. */
export function phoneAddress(value: string): Address | null {
  const phone = /^\+\d{8,15}$/.test(value) ? toE164(value) : null;
  return phone === null ? null : { kind: 'phone', value: phone };
}

/**
 * The id of a person within one business portfolio, `SA.1349…`, or `SA.ENT.1181…` for the one that several portfolios
 * share; null for everything else. It begins with a country and is the only address of a person who hides the number.
 * Source: Meta, "Business-scoped user IDs".
 */
export function scopedAddress(value: string | null): Address | null {
  const bare = value?.replace(/^whatsapp:/, '') ?? '';
  const match = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.exec(bare);
  if (!match) return null;
  return { kind: match[1] === undefined ? 'bsuid' : 'parent-bsuid', value: bare };
}

/** The addresses that are there, each once, in their order. */
export function distinct(addresses: readonly (Address | null)[]): Address[] {
  const there = addresses.filter((address) => address !== null);
  return [...new Map(there.map((address) => [`${address.kind} ${address.value}`, address])).values()];
}
