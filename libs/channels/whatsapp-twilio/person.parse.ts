import { toE164 } from '@sila/domain';
import type { Address } from '@sila/domain';
import type { Sender } from '../channel.js';
import { unparsedSender } from '../providers/twilio/message.parse.js';
import { field, type Params } from '../providers/twilio/request.params.js';

/**
 * Who wrote. WhatsApp vouches for its addresses, so they are verified; a text message that reaches the same hook by a
 * shared messaging service is only asserted. A person with a username may come without a number: the business-scoped
 * id then stands alone. Beside a number it is an alias, so that the same person is known by either.
 */
export function senderOf(params: Params): Sender {
  const from = field(params, 'From') ?? '';
  const addresses = addressesOf(params, from);
  const [first, ...aliases] = addresses;
  if (!first) return unparsedSender(params);
  const assurance = from.startsWith(PREFIX) || from === '' ? 'verified' : 'asserted';
  return { ...first, name: field(params, 'ProfileName'), assurance, aliases };
}

/** Strongest first: the number, the id in this business portfolio, the id over all portfolios. */
function addressesOf(params: Params, from: string): Address[] {
  const waId = field(params, 'WaId');
  const phone = phoneOf(from) ?? (waId === null ? null : phoneOf(`+${waId}`));
  const ids = [from, field(params, 'ExternalUserId'), field(params, 'ParentExternalUserId')].map(scopedIdOf);
  return unique([phone, ...ids].filter((address) => address !== null));
}

const PREFIX = 'whatsapp:';

function phoneOf(value: string): Address | null {
  const bare = value.replace(PREFIX, '');
  const phone = /^\+\d{8,15}$/.test(bare) ? toE164(bare) : null;
  return phone === null ? null : { kind: 'phone', value: phone };
}

/** `SA.1349…`, or `SA.ENT.1181…` for the id shared by several portfolios. Source: Meta, business-scoped user IDs. */
function scopedIdOf(value: string | null): Address | null {
  const bare = value?.replace(PREFIX, '') ?? '';
  const match = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.exec(bare);
  if (!match) return null;
  return { kind: match[1] === undefined ? 'bsuid' : 'parent-bsuid', value: bare };
}

function unique(addresses: readonly Address[]): Address[] {
  return [...new Map(addresses.map((address) => [`${address.kind} ${address.value}`, address])).values()];
}
