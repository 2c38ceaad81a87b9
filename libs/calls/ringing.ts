import { assignTo, lockConversation } from '@sila/conversations';
import type { Sql } from '@sila/database';
import type { AssignmentReason, Fact } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { CallInHand } from './call-in-hand.js';

/** The provider ends the ringing itself; this much later we no longer wait for its word, in milliseconds. */
const PATIENCE_MS = 70_000;

/** Lets a call that waits ring at whoever owns its conversation now. */
export async function ringAt(hand: CallInHand, staffId: string): Promise<void> {
  const ringUntil = new Date(hand.now.getTime() + PATIENCE_MS);
  await hand.set({ state: 'ringing', officerId: staffId, ringUntil });
  await hand.addLeg({ role: 'officer', staffId });
  await hand.ask('legs');
  await hand.tell();
}

/** The same for a call that routing gave to somebody, in the transaction that assigned it. */
export async function ringCallAt(
  sql: Sql,
  callId: string,
  staffId: string,
  now: Date,
): Promise<readonly StoredFact[]> {
  const hand = await CallInHand.take(sql, callId, now);
  if (hand?.call.state !== 'waiting') return [];
  await ringAt(hand, staffId);
  return hand.facts;
}

/** Nobody took it there: the call waits again, its conversation too, and routing goes on to the next. */
export async function giveBack(hand: CallInHand): Promise<void> {
  const { officerId } = hand.call;
  await hand.set({ state: 'waiting', officerId: null, ringUntil: null });
  if (officerId) await releaseFrom(hand, officerId);
  await hand.tell();
  if (officerId) await hand.write([freed(officerId)]);
}

/** Takes the call's conversation from its owner. */
export async function releaseFrom(
  hand: CallInHand,
  staffId: string,
  reason: AssignmentReason = { code: 'not-answered' },
): Promise<void> {
  const conversation = await lockConversation(hand.sql, hand.call.conversationId ?? '');
  if (!conversation || conversation.assigneeId !== staffId || conversation.status !== 'open') return;
  const { queueId } = conversation;
  const nobody = { assigneeId: null, queueId, byId: null, reason };
  hand.facts.push(...(await assignTo(hand.sql, conversation, nobody, hand.now)));
}

/** Whether somebody is on no call and at their desk. */
export async function isFree(sql: Sql, staffId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM staff s JOIN presence r ON r.staff_id = s.id WHERE s.id = $1 AND s.disabled_at IS NULL AND r.state = 'online'
       AND NOT EXISTS (SELECT 1 FROM call_leg l WHERE l.staff_id = s.id AND l.ended_at IS NULL)`,
    [staffId],
  );
  return rows.length > 0;
}

/** Routing looks at this person's queues again. */
export function freed(staffId: string): Fact {
  return { type: 'staff.availability-changed', stream: staffId, seq: 0, ids: { staffId } };
}
