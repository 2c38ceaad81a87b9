import type { ChatStore } from '../core/chat.store.js';
import type { MetaAccount } from './account.kind.js';
import type { Outgoing } from './flavour.js';

const HOUR_MS = 3_600_000;

/** How long after their last message a person may be written to freely, in milliseconds. */
const lengthOf = ({ humanAgent }: MetaAccount, isHumanAgent: boolean): number =>
  (humanAgent && isHumanAgent ? 7 * 24 : 24) * HOUR_MS;

/** True when Meta takes this free text now. */
export const isInsideWindow = (
  chats: ChatStore,
  account: MetaAccount,
  person: string,
  now: number,
  { isHumanAgent }: Pick<Outgoing, 'isHumanAgent'> = { isHumanAgent: false },
): boolean => {
  const wrote = chats.lastWroteAt(person);
  return wrote !== undefined && now - wrote < lengthOf(account, isHumanAgent);
};
