import type { Webhook } from '../../channel.js';
import { signingTokens, type TwilioAccount, type TwilioSender } from './account.settings.js';
import { isSigned } from './request.signature.js';
import { concernsAccount, eventsOf } from './webhook.events.js';

/** The door that Twilio knocks at: signed by one of the account's tokens, and about this sender. */
export function webhookOf(account: TwilioAccount, sender: TwilioSender): Webhook {
  const tokens = signingTokens(account);
  return {
    verify: (request) => isSigned(request, tokens) && concernsAccount(request, account, sender),
    events: eventsOf,
    reply: { status: 200, contentType: 'text/xml', body: '<Response/>' },
  };
}
