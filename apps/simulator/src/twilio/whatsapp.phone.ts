import type { Chat, ChatMessage } from '../core/chat.types.js';
import { groupedBy } from '../core/grouping.js';
import { linkTo } from '../core/media.store.js';
import { ProblemError } from '../core/problem.error.js';
import type { Phone, Reading } from '../core/provider.js';
import type { SimulatedClock } from '../core/simulated.clock.js';
import type { TwilioAccount, TwilioAccounts } from './account.kind.js';
import type { MessagesStore, TwilioMessage } from './messages.store.js';
import type { OutboundNetwork } from './outbound.network.js';
import { isInsideWindow } from './window.rule.js';

type Parts = {
  readonly accounts: TwilioAccounts;
  readonly clock: SimulatedClock;
  readonly messages: MessagesStore;
  readonly network: OutboundNetwork;
};

/** Messages as beneficiaries hold them in their hands. */
export const twilioPhone = (parts: Omit<Parts, 'network'>): Phone => ({
  addressOf: ({ phone }) => phone,
  chats: () => [...grouped(parts.messages.all())].map(([person, all]) => chatOf(parts, person, all)),
});

/** WhatsApp, where the association hears that somebody read. */
export const whatsappPhone = (parts: Parts): Phone => ({
  ...twilioPhone(parts),
  read: async ({ from, to, ids }: Reading) => {
    const account = parts.accounts.byNumber(to);
    if (!account)
      throw new ProblemError(409, 'no-account', 'No Twilio account is configured for this number');
    return parts.network.read(account, `whatsapp:${bare(from)}`, ids);
  },
});

const bare = (address: string): string => address.replace(/^whatsapp:/, '');

/** What the phone has: everything it sent, and of the association's messages those that arrived. */
const isOnPhone = (message: TwilioMessage): boolean =>
  message.direction === 'inbound' || message.status === 'delivered' || message.status === 'read';

const grouped = (messages: readonly TwilioMessage[]): ReadonlyMap<string, readonly TwilioMessage[]> =>
  groupedBy(messages.filter(isOnPhone), ({ direction, from, to }) =>
    bare(direction === 'inbound' ? from : to),
  );

const chatOf = (parts: Omit<Parts, 'network'>, person: string, all: readonly TwilioMessage[]): Chat => {
  const account = parts.accounts.byNumber();
  return {
    address: person,
    name: all.findLast((message) => message.profileName !== null)?.profileName ?? null,
    unread: all.filter((message) => message.status === 'delivered').length,
    windowOpen: account?.windowRule === 'off' ? null : isOpen(parts, account, person),
    messages: all.map(chatMessage),
  };
};

const isOpen = (
  { messages, clock }: Omit<Parts, 'network'>,
  account: TwilioAccount | undefined,
  person: string,
): boolean => account !== undefined && isInsideWindow(messages, account, person, clock.now());

const chatMessage = (message: TwilioMessage): ChatMessage => ({
  id: message.sid,
  mine: message.direction === 'inbound',
  text: message.body,
  at: new Date(message.createdAt).toISOString(),
  status: message.direction === 'inbound' ? message.webhook : message.status,
  media: message.media.map(linkTo),
  location: message.location,
  inReplyTo: message.inReplyTo,
});
