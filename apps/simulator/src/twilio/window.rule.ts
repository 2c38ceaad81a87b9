import type { TwilioAccount } from './account.kind.js';
import type { MessagesStore } from './messages.store.js';

/** Twilio's code for a free-form message outside the window. */
export const outsideWindowCode = 63016;

const hourMs = 3_600_000;

/** WhatsApp's rule: free-form text only within 24 hours after the person last wrote to this number. */
export const isInsideWindow = (
  messages: MessagesStore,
  account: Pick<TwilioAccount, 'number' | 'windowHours'>,
  person: string,
  now: number,
): boolean => {
  const last = messages.lastInboundAt(account.number, person);
  return last !== undefined && now - last < account.windowHours * hourMs;
};
