import type { Address, Sender } from '../channel.js';
import { unparsedSender } from '../providers/twilio/message.parse.js';
import { field, type Params } from '../providers/twilio/request.params.js';
import { distinct, phoneAddress, scopedAddress } from '../providers/whatsapp/person.address.js';

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
  const bare = from.replace(PREFIX, '');
  const phone = phoneAddress(bare) ?? (waId === null ? null : phoneAddress(`+${waId}`));
  const ids = [bare, field(params, 'ExternalUserId'), field(params, 'ParentExternalUserId')].map(
    scopedAddress,
  );
  return distinct([phone, ...ids]);
}

const PREFIX = 'whatsapp:';
