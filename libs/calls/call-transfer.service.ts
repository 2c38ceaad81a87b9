import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { CallView, TransferCall } from '@sila/contracts';
import { assignTo, colleagueFor, lockConversation, requireQueue } from '@sila/conversations';
import { type AssignmentReason, DomainError } from '@sila/domain';
import { CallAccess, inRoom, type MyCall } from './call-access.service.js';
import { asking } from './call-controls.service.js';
import type { CallInHand } from './call-in-hand.js';
import { CallReader } from './call-reader.service.js';
import { LegReports } from './leg-reports.service.js';
import { freed, isFree, ringAt } from './ringing.js';

/** Hands a call over: to a colleague who is asked first while the person waits, or at once to a colleague or a queue. */
@Injectable()
export class CallTransfer {
  constructor(
    private readonly access: CallAccess,
    private readonly reader: CallReader,
    private readonly reports: LegReports,
  ) {}

  /** Throws `conflict` when the colleague can't take it now, `not-found` for nobody one may hand over to. */
  async start(staff: CurrentStaff, id: string, body: TransferCall): Promise<CallView | null> {
    const mine = await this.access.demandMine(staff, id, ['officer']);
    if (mine.legs.some(({ role, endedAt }) => role === 'consulted' && !endedAt))
      throw new DomainError('conflict', { reason: 'transfer-runs' });
    if (body.assigneeId) await this.demandFree(mine, body.assigneeId);
    if (body.warm && body.assigneeId) return this.consult(staff, mine, body.assigneeId);
    await this.handOver(staff, mine, body);
    return null;
  }

  /** The colleague goes on with the person; whoever handed over leaves. */
  async complete(staff: CurrentStaff, id: string): Promise<void> {
    await this.access.demandMine(staff, id, ['officer']);
    await this.access.change(id, async (hand) => {
      const mine = hand.liveLeg('officer');
      const other = hand.liveLeg('consulted');
      if (!mine || !other?.staffId || !other.answeredAt)
        throw new DomainError('conflict', { reason: 'not-answered' });
      await hand.setLeg(mine, { endedAt: hand.now });
      await hand.setLeg(other, { role: 'officer' });
      await hand.set({ officerId: other.staffId, held: false });
      await give(hand, staff.id, other.staffId, { code: 'transferred', text: '' });
      await hand.ask('rejoin');
      await hand.tell({ lastOfficerId: other.staffId }, staff.id);
      await hand.write([freed(staff.id)]);
    });
  }

  /** The colleague leaves, the person comes back. */
  async cancel(staff: CurrentStaff, id: string): Promise<CallView> {
    await this.access.demandMine(staff, id, ['officer']);
    await this.access.change(id, async (hand) => {
      const other = hand.liveLeg('consulted');
      if (!other) throw new DomainError('conflict', { reason: 'no-transfer' });
      await this.reports.left(hand, await hand.setLeg(other, { endedAt: hand.now }));
      await hand.ask('legs');
    });
    return this.reader.view(staff, id);
  }

  private async demandFree({ call }: MyCall, staffId: string): Promise<void> {
    await colleagueFor(this.access.sql, staffId, call.queueId ?? '');
    if (!(await isFree(this.access.sql, staffId))) throw new DomainError('conflict', { reason: 'not-free' });
  }

  private async consult(staff: CurrentStaff, mine: MyCall, assigneeId: string): Promise<CallView> {
    const { room, personSid } = inRoom(mine);
    await asking(mine.voice.hold(room, personSid, true));
    await this.access.change(mine.call.id, async (hand) => {
      await hand.set({ held: true });
      await hand.addLeg({ role: 'consulted', staffId: assigneeId });
      await hand.ask('legs');
      await hand.tell({}, staff.id);
    });
    return this.reader.view(staff, mine.call.id);
  }

  /** The person waits again. Written first: the room ends with the person's leaving, which must not look like the call's end. */
  private async handOver(staff: CurrentStaff, mine: MyCall, body: TransferCall): Promise<void> {
    const { call, voice } = mine;
    const queueId = body.queueId ? await requireQueue(this.access.sql, body.queueId) : call.queueId;
    const { personSid } = inRoom(mine);
    await this.access.change(call.id, async (hand) => {
      const leg = hand.liveLeg('officer');
      if (hand.call.endedAt || !leg) throw new DomainError('conflict', { reason: 'ended' });
      await hand.setLeg(leg, { endedAt: hand.now });
      await hand.set({ state: 'waiting', officerId: null, held: false, queueId, waitingSince: hand.now });
      const reason = { code: 'transferred', text: body.reason } as const;
      await give(hand, staff.id, body.assigneeId ?? null, reason, body.queueId);
      if (body.assigneeId) await ringAt(hand, body.assigneeId);
      else await hand.tell({ waitingSince: hand.now }, staff.id);
      await hand.ask('legs');
      await hand.write([freed(staff.id)]);
    });
    await asking(voice.enqueue({ callId: call.id, queueId }, personSid));
  }
}

/** The conversation goes with its call. */
async function give(
  hand: CallInHand,
  byId: string,
  assigneeId: string | null,
  reason: AssignmentReason,
  toQueue?: string,
): Promise<void> {
  const conversation = await lockConversation(hand.sql, hand.call.conversationId ?? '');
  if (!conversation) throw new DomainError('not-found');
  const { queueId } = assigneeId
    ? await colleagueFor(hand.sql, assigneeId, conversation.queueId)
    : { queueId: toQueue ?? conversation.queueId };
  await hand.set({ queueId });
  hand.facts.push(
    ...(await assignTo(hand.sql, conversation, { assigneeId, queueId, byId, reason }, hand.now)),
  );
}
