import { Injectable } from '@nestjs/common';
import { ReceiveService } from '@sila/conversations';
import { type InboundCall, isNewer, type LegReport, outcomeFor } from '@sila/domain';
import type { CallInHand } from './call-in-hand.js';
import type { LegRow } from './call.queries.js';
import { endCall } from './ending.js';
import { giveBack } from './ringing.js';
import { enterThread, spokenTo } from './thread.js';

/** What it means that somebody's telephone rings, is answered or put down. */
@Injectable()
export class LegReports {
  constructor(private readonly receive: ReceiveService) {}

  /** Takes a report in. One that is older than what is known, or says it again, changes nothing. */
  async report(
    hand: CallInHand,
    { sid, legId }: InboundCall,
    report: LegReport,
    eventId: string,
  ): Promise<void> {
    const leg = hand.legs.find((one) => (legId === null ? one.sid === sid : one.id === legId));
    if (!leg || !isNewer(leg, report)) return;
    const { state, sequence, end } = report;
    const wasAnswered = leg.answeredAt !== null;
    const changed = await hand.setLeg(leg, {
      state,
      sequence,
      sid: leg.sid ?? sid,
      ...(state === 'talking' && !wasAnswered ? { answeredAt: hand.now } : {}),
      ...(state === 'ended' && leg.endedAt === null ? { endedAt: hand.now } : {}),
    });
    if (leg.role === 'person') return state === 'ended' ? this.personLeft(hand, end, eventId) : undefined;
    if (state === 'talking' && !wasAnswered) return this.joined(hand, changed);
    if (state === 'ended' && leg.endedAt === null) return this.left(hand, changed);
  }

  /** Somebody's leg ended, by the provider's word or by ours. */
  async left(hand: CallInHand, leg: LegRow): Promise<void> {
    if (hand.call.endedAt) return;
    if (leg.role === 'consulted') return this.consultationEnded(hand);
    if (leg.role !== 'officer') return hand.tell();
    const { state, direction } = hand.call;
    if (state === 'talking') return endCall(hand, 'answered');
    if (state === 'ringing' && direction === 'in') return giveBack(hand);
    await endCall(hand, 'cancelled');
  }

  /** The person put the telephone down. */
  async personLeft(hand: CallInHand, end: LegReport['end'], eventId: string): Promise<void> {
    const { state, direction, outcome, hasVoicemail } = hand.call;
    if (hand.call.endedAt) return;
    const facts = { direction, state, outcome, hasQueue: false, recording: null, hasVoicemail };
    await enterThread(hand, { receive: this.receive, eventId, nobodyWaits: !hasVoicemail });
    await endCall(hand, outcomeFor(facts, end));
  }

  private async joined(hand: CallInHand, leg: LegRow): Promise<void> {
    const { state, direction, endedAt } = hand.call;
    if (endedAt || leg.endedAt) return hand.ask('legs');
    if (leg.role !== 'officer' || state !== 'ringing') return hand.tell();
    if (direction === 'in') return this.answered(hand, leg);
    await hand.set({ state: 'dialling', ringUntil: null });
    await hand.addLeg({ role: 'person' });
    await hand.ask('dial');
    await hand.tell();
  }

  /** An officer took the call: it is their answer, and the person is brought to them. */
  private async answered(hand: CallInHand, { staffId }: LegRow): Promise<void> {
    await hand.set({ state: 'talking', officerId: staffId, answeredAt: hand.now, ringUntil: null });
    await hand.ask('connect');
    await spokenTo(hand, staffId);
  }

  private async consultationEnded(hand: CallInHand): Promise<void> {
    if (hand.call.held) {
      await hand.set({ held: false });
      await hand.ask('rejoin');
    }
    await hand.tell();
  }
}
