import { lockConversation, waitingFact } from '@sila/conversations';
import { beginWrapUp } from '@sila/directory';
import type { CallOutcome } from '@sila/domain';
import type { CallInHand } from './call-in-hand.js';
import { freed } from './ringing.js';

/**
 * The call is over for everybody. Whoever is on it is free at once; their legs are ended at the provider. A conversation that
 * nobody owns waits on as words would.
 */
export async function endCall(hand: CallInHand, outcome: CallOutcome): Promise<void> {
  if (hand.call.endedAt) return;
  const { recording } = hand.call;
  const staff = hand.live.flatMap(({ staffId }) => staffId ?? []);
  const talked = hand.live.filter(({ role, answeredAt }) => role === 'officer' && answeredAt);
  const isOpen = hand.live.some(({ state }) => state !== 'ended');
  await hand.set({
    state: 'ended',
    outcome,
    endedAt: hand.now,
    ringUntil: null,
    held: false,
    ...(recording === 'on' || recording === 'paused' ? { recording: 'done' } : {}),
  });
  for (const leg of hand.live) await hand.setLeg(leg, { endedAt: hand.now });
  if (isOpen) await hand.ask('legs');
  if (outcome === 'answered') await endCallback(hand);
  await hand.tell({}, null, outcome === 'missed' ? { abandoned: 1 } : undefined);
  await beginWrapUp(
    hand.sql,
    talked.flatMap(({ staffId }) => staffId ?? []),
    hand.now,
  );
  await hand.write(staff.map(freed));
  await goOnWaiting(hand);
}

async function goOnWaiting(hand: CallInHand): Promise<void> {
  const conversation = await lockConversation(hand.sql, hand.call.conversationId ?? NOBODY);
  if (conversation?.status === 'open' && conversation.waitingSince)
    await hand.write(waitingFact(conversation));
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who was called back and talked to is done with. */
async function endCallback({ sql, call, now }: CallInHand): Promise<void> {
  await sql.query(
    `UPDATE callback SET state = 'done', done_at = $2, done_by = $3 WHERE id = $1 AND state = 'open'`,
    [call.callbackId, now, call.officerId],
  );
}
