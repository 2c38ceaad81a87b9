import type { ChatStore } from '../core/chat.store.js';
import type { TargetFaults } from '../core/faults.board.js';
import type { World } from '../core/simulator.world.js';
import type { MetaAccount } from './account.kind.js';
import type { Flavour, Outgoing } from './flavour.js';
import { isInsideWindow } from './reply.window.js';

/** An error as Graph words it. */
export const graphError = (code: number, subcode?: number): object => ({
  error: {
    message: `(#${code}) refused`,
    type: 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    fbtrace_id: 'Asimulated',
  },
});

type Parts = {
  readonly world: World;
  readonly flavour: Flavour;
  readonly chats: ChatStore;
  readonly struck: TargetFaults;
};

/** Why Meta refuses a message at once: too many to one person, or free text outside the window; null when it takes it. */
export const refusalOf = (parts: Parts, account: MetaAccount, outgoing: Outgoing): object | null => {
  const { struck, flavour, chats, world } = parts;
  const { to } = outgoing;
  if (struck.take(['pair-rate'], { to })) return graphError(131056);
  const { code, subcode, at } = flavour.outsideWindow;
  if (at === 'report' || outgoing.template !== null) return null;
  const isClosed = struck.take(['window-closed'], { to }) !== undefined && !outgoing.isHumanAgent;
  const isInside = isInsideWindow(chats, account, to, world.clock.now(), outgoing);
  return isClosed || !isInside ? graphError(code, subcode) : null;
};
