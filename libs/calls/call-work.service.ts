import { Injectable } from '@nestjs/common';
import { ChannelError, type Voice } from '@sila/channels';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { Bells, OnJob, Outbox, Sweeper } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CallInHand } from './call-in-hand.js';
import { type CallRow, type CallWork, type LegRow, legsOf, updateCall, updateLeg } from './call.queries.js';
import { beginRecording, claimLeg, claimWork, dueWork, freeLeg, mayDial } from './call-work.queries.js';
import { endCall } from './ending.js';
import { LegReports } from './leg-reports.service.js';
import { Surroundings } from './surroundings.service.js';

/** Twilio and its like take one call a second; who comes too early waits this long, in milliseconds. */
const PACE_MS = 1_000;
const FIND_AFTER_MS = 3_000;
const MOST_TRIES = 4;

type Done = (hand: CallInHand) => Promise<void>;

/** Does at the provider what calls' rows ask for. Each is tried a few times; what can't be done ends the call or the ringing. */
@Injectable()
export class CallWorker {
  private readonly pool: Pool;
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly surroundings: Surroundings,
    private readonly reports: LegReports,
    private readonly bells: Bells,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
    this.sql = sqlOf(this.pool);
    sweeper.every({ name: 'work calls', everyMs: 2_000, run: () => this.ringDue() });
  }

  @OnJob('work-call')
  async onBell({ callId }: { readonly callId: string }): Promise<void> {
    const claimed = await claimWork(this.sql, callId, this.clock.now());
    if (!claimed) return;
    try {
      const voice = await this.surroundings.voiceOf(claimed.channelAccountId);
      const done = await this.work(voice, claimed);
      await this.finish(claimed, done);
    } catch (error) {
      await this.failed(claimed, error);
    }
  }

  private async ringDue(): Promise<void> {
    for (const callId of await dueWork(this.sql, this.clock.now())) this.bells.ring('work-call', { callId });
  }

  private async work(voice: Voice, call: CallRow): Promise<Done> {
    await this.endLegs(voice, call);
    await this.placeLegs(voice, call);
    const works: Record<CallWork, () => Promise<Done>> = {
      legs: async () => nothingMore,
      connect: () => this.connect(voice, call),
      dial: () => this.dial(voice, call),
      find: () => this.find(voice, call),
      rejoin: () => this.rejoin(voice, call),
      record: () => this.record(voice, call),
    };
    return works[call.work ?? 'legs']();
  }

  /** Who asked to be called back still hears that it was noted. */
  private async endLegs(voice: Voice, call: CallRow): Promise<void> {
    const ended = (await legsOf(this.sql, call.id)).filter((leg) => leg.endedAt && leg.state !== 'ended');
    for (const { id, sid } of ended.filter(({ role }) => role !== 'person' || call.outcome !== 'callback')) {
      if (sid) await voice.hangUp(sid);
      if (sid) await updateLeg(this.sql, id, { state: 'ended' });
    }
  }

  /** Rings wherever somebody of the staff is wanted. A leg that was given up meanwhile is ended again. */
  private async placeLegs(voice: Voice, call: CallRow): Promise<void> {
    const legs = await legsOf(this.sql, call.id);
    const officerSid = legs.find(({ role, endedAt }) => role === 'officer' && !endedAt)?.sid ?? '';
    for (const leg of legs.filter(({ sid, staffId, endedAt }) => !sid && staffId && !endedAt))
      await this.placing(leg, () => this.place(voice, call, leg, officerSid));
  }

  private async place(voice: Voice, call: CallRow, leg: LegRow, officerSid: string): Promise<void> {
    const { id: legId, staffId, supervision: mode } = leg;
    const supervision = mode ? { mode, officerSid } : null;
    const { sid, room } = await voice.ring({ callId: call.id, legId, staffId: staffId ?? '', supervision });
    await this.change(call, async (hand) => {
      await hand.set({ room });
      await this.placed(hand, leg, sid);
    });
  }

  /** Two workers never place the same leg; when it surely was not placed, it may be tried again. */
  private async placing(leg: LegRow, place: () => Promise<void>): Promise<void> {
    if (!(await claimLeg(this.sql, leg.id, this.clock.now()))) return;
    try {
      await place();
    } catch (error) {
      if (error instanceof ChannelError && error.kind === 'retry') await freeLeg(this.sql, leg.id);
      throw error;
    }
  }

  private async connect(voice: Voice, call: CallRow): Promise<Done> {
    await voice.connect(call.id, await this.personSid(call));
    return recordIfAgreed;
  }

  private async dial(voice: Voice, call: CallRow): Promise<Done> {
    const leg = await this.personLeg(call);
    if (leg.sid || call.endedAt) return nothingMore;
    const now = this.clock.now();
    const free = await transactSql(this.pool, (sql) => mayDial(sql, call, now, PACE_MS));
    if (!free) return (hand) => this.dialLater(hand);
    await this.placing(leg, async () => {
      const { sid } = await voice.dial({ callId: call.id, legId: leg.id, to: call.caller.value });
      await this.change(call, (hand) => this.placed(hand, leg, sid));
    });
    return nothingMore;
  }

  private async dialLater(hand: CallInHand): Promise<void> {
    await hand.set({ work: 'dial', workAt: new Date(hand.now.getTime() + PACE_MS) });
    this.bells.ring('work-call', { callId: hand.call.id }, PACE_MS + 20);
  }

  /** Nobody knows whether the call left: the provider is asked whether it lists it. */
  private async find(voice: Voice, call: CallRow): Promise<Done> {
    const leg = await this.personLeg(call);
    if (leg.sid || call.endedAt) return nothingMore;
    const found = await voice.findDialled(call.caller.value, call.dialledAt ?? call.startedAt);
    if (found) return (hand) => this.placed(hand, leg, found.sid);
    throw new ChannelError('retry', 'not-listed', 'the provider lists no such call yet');
  }

  private async placed(hand: CallInHand, { id }: LegRow, sid: string): Promise<void> {
    const leg = hand.legs.find((one) => one.id === id);
    if (!leg) return;
    await hand.setLeg(leg, { sid });
    if (leg.endedAt) await hand.ask('legs');
  }

  private async rejoin(voice: Voice, call: CallRow): Promise<Done> {
    if (call.room) await voice.hold(call.room, await this.personSid(call), false);
    return recordIfAgreed;
  }

  private async record(voice: Voice, call: CallRow): Promise<Done> {
    if (!(await beginRecording(this.sql, call.id))) return nothingMore;
    try {
      await voice.record(call.id, await this.personSid(call));
    } catch (error) {
      await updateCall(this.sql, call.id, { recording: 'agreed' });
      throw error;
    }
    return (hand) => hand.tell();
  }

  private async finish(claimed: CallRow, done: Done): Promise<void> {
    await this.change(claimed, async (hand) => {
      if (isStill(hand.call, claimed)) await hand.set({ work: null, workAt: null });
      await done(hand);
    });
  }

  private async failed(claimed: CallRow, error: unknown): Promise<void> {
    this.log.fail('something could not be done for a call', error, {
      callId: claimed.id,
      work: claimed.work,
    });
    const kind = error instanceof ChannelError ? error.kind : 'retry';
    const again = kind !== 'permanent' && kind !== 'auth' && claimed.tries < MOST_TRIES;
    await this.change(claimed, async (hand) => {
      if (!isStill(hand.call, claimed)) return;
      if (claimed.work === 'dial' && kind === 'unknown-outcome')
        return hand.ask('find', new Date(hand.now.getTime() + this.clock.rest(FIND_AFTER_MS)));
      if (again) return this.later(hand, claimed.tries);
      await hand.set({ work: null, workAt: null });
      await this.giveUp(hand, claimed.work);
    });
  }

  private async later(hand: CallInHand, tries: number): Promise<void> {
    const waitMs = this.clock.rest(500 * 2 ** tries);
    await hand.set({ workAt: new Date(hand.now.getTime() + waitMs) });
    this.bells.ring('work-call', { callId: hand.call.id }, waitMs + 20);
  }

  /** A softphone that can't be rung is one that did not answer; a person who can't be reached ends the call. */
  private async giveUp(hand: CallInHand, work: CallWork | null): Promise<void> {
    if (work === 'find') return endCall(hand, 'unknown');
    if (work === 'connect' || work === 'dial') return endCall(hand, 'failed');
    for (const leg of hand.live.filter(({ sid, staffId }) => !sid && staffId))
      await this.reports.left(hand, await hand.setLeg(leg, { endedAt: hand.now }));
  }

  private async change(call: CallRow, work: (hand: CallInHand) => Promise<void>): Promise<void> {
    const facts = await transactSql(this.pool, async (sql) => {
      const hand = await CallInHand.take(sql, call.id, this.clock.now());
      if (hand) await work(hand);
      return hand?.facts ?? [];
    });
    this.outbox.publish(facts);
  }

  private async personLeg(call: CallRow): Promise<LegRow> {
    const leg = (await legsOf(this.sql, call.id)).find(({ role }) => role === 'person');
    if (!leg) throw new ChannelError('permanent', 'no-leg', 'nobody is on the line');
    return leg;
  }

  private async personSid(call: CallRow): Promise<string> {
    const { sid } = await this.personLeg(call);
    if (!sid) throw new ChannelError('permanent', 'no-leg', 'the person is not on the line');
    return sid;
  }
}

const nothingMore: Done = async () => undefined;

const recordIfAgreed: Done = async (hand) => {
  if (hand.call.recording === 'agreed' && !hand.call.endedAt) await hand.ask('record');
};

/** Nothing else was asked for while this was done. */
function isStill(now: CallRow, claimed: CallRow): boolean {
  return now.work === claimed.work && now.workAt?.getTime() === claimed.workAt?.getTime();
}
