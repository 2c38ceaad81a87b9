import type { WaitingRoom } from '@sila/contracts';

/** The call that is new since the screen looked last; nothing the first time, so that a restart calls nobody again. */
export function newCall(before: WaitingRoom | null, now: WaitingRoom): WaitingRoom['calls'][number] | null {
  const [newest] = now.calls;
  if (!before || !newest?.current) return null;
  const [last] = before.calls;
  const isSame = last?.label === newest.label && last.calledAt === newest.calledAt;
  return isSame ? null : newest;
}
