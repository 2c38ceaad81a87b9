import { Injectable } from '@nestjs/common';
import type { CallPlace } from '@sila/channels';
import { ReceiveService } from '@sila/conversations';
import type { Sql } from '@sila/database';
import { type CallerStep, type CallMove, type InboundCall, nextMove } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import { CallInHand } from './call-in-hand.js';
import { callById, type CallRow, insertCall, lockCallOf, takeArrivalTurn } from './call.queries.js';
import { endCall } from './ending.js';
import { LegReports } from './leg-reports.service.js';
import { Surroundings } from './surroundings.service.js';
import { attachRecording, enterThread, offerToOwner, spokenTo, waitForAnswer } from './thread.js';

/** What came of something that happened on a call. */
export interface Heard {
  /** What the person hears next. */
  readonly step: CallerStep;
  readonly place: CallPlace;
  readonly conversationId: string | null;
  readonly facts: readonly StoredFact[];
  readonly ignored: string | null;
}

const NO_CALL = { step: { hear: 'goodbye' }, place: { callId: '', queueId: null } } as const;
type News<What> = Extract<InboundCall['news'], { what: What }>;

/**
 * Does what happened on a call to its row, under its lock. Everything comes here twice, once to be answered and once from its
 * lane, in any order; what was done already changes nothing and is answered the same.
 */
@Injectable()
export class CallSwitch {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly reports: LegReports,
    private readonly receive: ReceiveService,
    private readonly clock: Clock,
  ) {}

  /** Works in the caller's transaction. Publish the facts once it has committed. */
  async hear(sql: Sql, accountId: string, inbound: InboundCall, eventId: string): Promise<Heard> {
    const row = await this.callOf(sql, accountId, inbound);
    if (!row) return { ...NO_CALL, conversationId: null, facts: [], ignored: 'no such call' };
    const hand = await CallInHand.of(sql, row, this.clock.now());
    const step = await this.take(hand, inbound, eventId);
    const { id: callId, queueId, conversationId } = hand.call;
    return { step, place: { callId, queueId }, conversationId, facts: hand.facts, ignored: null };
  }

  private async callOf(sql: Sql, accountId: string, inbound: InboundCall): Promise<CallRow | null> {
    if (inbound.news.what === 'arrived') await takeArrivalTurn(sql, accountId, inbound.sid);
    const known = await lockCallOf(sql, accountId, inbound);
    return known ?? (inbound.from ? this.arrive(sql, accountId, inbound.sid, inbound.from) : null);
  }

  private async arrive(
    sql: Sql,
    channelAccountId: string,
    sid: string,
    caller: NonNullable<InboundCall['from']>,
  ): Promise<CallRow> {
    const now = this.clock.now();
    const id = newId();
    const direction = 'in';
    await insertCall(sql, { id, channelAccountId, direction, state: 'menu', caller, startedAt: now });
    const row = await callById(sql, id, true);
    if (!row) throw new Error('a call vanished in its own transaction');
    await (await CallInHand.of(sql, row, now)).addLeg({ role: 'person', sid, state: 'talking' });
    return row;
  }

  private async take(hand: CallInHand, inbound: InboundCall, eventId: string): Promise<CallerStep> {
    const { news } = inbound;
    if (news.what === 'leg') {
      await this.reports.report(hand, inbound, news, eventId);
      return { hear: 'nothing' };
    }
    if (news.what === 'left-queue' && news.because === 'gone')
      await this.reports.personLeft(hand, null, eventId);
    if (news.what === 'recorded') await this.keepRecording(hand, news, eventId);
    const move = nextMove(
      factsOf(hand.call),
      news,
      await this.surroundings.situation(hand.sql, hand.call, hand.now),
    );
    await this.apply(hand, move, eventId);
    return move.step;
  }

  private async apply(hand: CallInHand, move: CallMove, eventId: string): Promise<void> {
    const { state, recording, queueKey } = move;
    if (queueKey !== undefined)
      await hand.set({ queueId: await this.surroundings.queueFor(hand.sql, hand.call, queueKey) });
    if (recording) await hand.set({ recording });
    if (move.asksCallback) await this.noteCallback(hand);
    else if (state === 'waiting') await this.beginWaiting(hand, eventId);
    else if (state === 'talking') await this.beginTalking(hand);
    else if (state) {
      await hand.set({ state });
      await hand.tell();
    }
  }

  private async beginWaiting(hand: CallInHand, eventId: string): Promise<void> {
    await hand.set({ state: 'waiting', waitingSince: hand.now });
    await enterThread(hand, { receive: this.receive, eventId, nobodyWaits: false });
    await offerToOwner(hand);
  }

  /** The person who was called is in the room; the recording begins, if they agreed. */
  private async beginTalking(hand: CallInHand): Promise<void> {
    await hand.set({ state: 'talking', answeredAt: hand.now });
    if (hand.call.recording === 'agreed') await hand.ask('record');
    await spokenTo(hand, hand.call.officerId);
  }

  /** One open request for each number: whoever asks again is on the list already. It stops ringing; the person still hears that it was noted. */
  private async noteCallback(hand: CallInHand): Promise<void> {
    const { id, channelAccountId, conversationId, caller } = hand.call;
    await hand.sql.query(
      `INSERT INTO callback (id, channel_account_id, call_id, conversation_id, address, state, asked_at)
       VALUES ($1, $2, $3, $4, $5, 'open', $6) ON CONFLICT DO NOTHING`,
      [newId(), channelAccountId, id, conversationId, caller.value, hand.now],
    );
    await endCall(hand, 'callback');
  }

  private async keepRecording(
    hand: CallInHand,
    { recording }: News<'recorded'>,
    eventId: string,
  ): Promise<void> {
    if (!recording) return;
    await enterThread(hand, { receive: this.receive, eventId, nobodyWaits: false });
    if (hand.call.answeredAt) return attachRecording(hand, recording, 'call.mp3');
    const { outcome } = hand.call;
    await hand.set({ hasVoicemail: true, ...(outcome === 'missed' ? { outcome: 'voicemail' } : {}) });
    await attachRecording(hand, recording, 'voicemail.mp3', await waitForAnswer(hand));
  }
}

function factsOf({ direction, state, outcome, queueId, recording, hasVoicemail }: CallRow) {
  return { direction, state, outcome, hasQueue: queueId !== null, recording, hasVoicemail };
}
