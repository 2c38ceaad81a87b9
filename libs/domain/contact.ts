import { toE164 } from './phone.js';
import { latinDigits } from './text.js';

/** Kinds of address a person has. Provider-scoped kinds are only unique within a channel account. */
export type IdentityKind =
  | 'phone'
  | 'bsuid'
  | 'parent-bsuid'
  | 'email'
  | 'visitor'
  | 'psid'
  | 'igsid'
  | 'x-user'
  | 'telegram-chat'
  | 'paper'
  | 'national-id'
  | 'unparsed';

/** How sure we are that the address belongs to the sender: proven by the provider, asserted, or typed by a visitor. */
export type Assurance = 'verified' | 'asserted' | 'claimed';

/** One address of a person on one channel account. */
export interface Address {
  readonly kind: IdentityKind;
  readonly value: string;
}

/** The sender of an inbound message, as its channel understood it. */
export interface Sender extends Address {
  readonly name: string | null;
  readonly assurance: Assurance;
  /** Further addresses of the same person on the same account (a BSUID beside a number), strongest first. */
  readonly aliases: readonly Address[];
}

/** Kinds that identify a person over all channels once verified. */
export type ContactKeyKind = 'phone' | 'email';

/** A strong key of a person: unique over the whole association. */
export interface ContactKey {
  readonly kind: ContactKeyKind;
  readonly value: string;
}

/**
 * The strong keys that a sender proves. Only what the provider vouches for counts (architecture.md §4): a number
 * WhatsApp delivered from, a mail address that passed DMARC. Asserted and claimed addresses prove nothing.
 */
export function contactKeysOf(sender: Sender): ContactKey[] {
  if (sender.assurance !== 'verified') return [];
  return [sender, ...sender.aliases].flatMap((address) => keyOf(address) ?? []);
}

/** The key that an address is once it is proven; null for kinds that mean nothing beyond their account. */
export function keyOf(address: Address): ContactKey | null {
  if (address.kind === 'email') return { kind: 'email', value: normaliseEmail(address.value) };
  const phone = address.kind === 'phone' ? toE164(address.value) : null;
  return phone ? { kind: 'phone', value: phone } : null;
}

/** True when both are one number or one mailbox, written one way or the other. */
export function isSameAddress(one: Address, other: Address): boolean {
  const [first, second] = [keyOf(one), keyOf(other)];
  return first !== null && first.kind === second?.kind && first.value === second.value;
}

/** Mail addresses compare without case and with Latin digits; nothing else is folded. */
export function normaliseEmail(value: string): string {
  return latinDigits(value).normalize('NFC').trim().toLowerCase();
}
