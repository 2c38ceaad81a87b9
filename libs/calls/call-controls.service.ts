import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff, demand } from '@sila/access';
import { ChannelError } from '@sila/channels';
import type { CallView } from '@sila/contracts';
import { type CallRecording, DomainError, type Supervision } from '@sila/domain';
import { CallAccess, inRoom } from './call-access.service.js';
import { CallReader } from './call-reader.service.js';
import { legsOf } from './call.queries.js';
import { endCall } from './ending.js';
import { LegReports } from './leg-reports.service.js';
import { Surroundings } from './surroundings.service.js';

/** What an officer does during a call, and a supervisor on one. */
@Injectable()
export class CallControls {
  constructor(
    private readonly access: CallAccess,
    private readonly reader: CallReader,
    private readonly reports: LegReports,
    private readonly surroundings: Surroundings,
    private readonly audit: Audit,
  ) {}

  /** Not now: the call goes on to somebody else. */
  async decline(staff: CurrentStaff, id: string): Promise<void> {
    const { mine } = await this.access.demandMine(staff, id, ['officer', 'consulted', 'supervisor']);
    await this.access.change(id, async (hand) => {
      const leg = hand.live.find((one) => one.id === mine.id);
      if (!leg || leg.answeredAt) throw new DomainError('conflict', { reason: 'answered' });
      await this.reports.left(hand, await hand.setLeg(leg, { endedAt: hand.now }));
      await hand.ask('legs');
    });
  }

  /** Ends the call for everybody; who only listens or was asked leaves it. */
  async end(staff: CurrentStaff, id: string): Promise<void> {
    const { mine } = await this.access.demandMine(staff, id, ['officer', 'consulted', 'supervisor']);
    if (mine.role === 'officer' && !mine.answeredAt) return this.decline(staff, id);
    await this.access.change(id, async (hand) => {
      const leg = hand.live.find((one) => one.id === mine.id);
      if (!leg) return;
      if (leg.role === 'officer') return endCall(hand, hand.call.answeredAt ? 'answered' : 'cancelled');
      await this.reports.left(hand, await hand.setLeg(leg, { endedAt: hand.now }));
      await hand.ask('legs');
    });
  }

  /** Lets the person wait with the hold prompt, or brings them back. */
  async hold(staff: CurrentStaff, id: string, held: boolean): Promise<CallView> {
    const mine = await this.access.demandMine(staff, id, ['officer']);
    const { room, personSid } = inRoom(mine);
    await asking(mine.voice.hold(room, personSid, held));
    await this.access.change(id, async (hand) => {
      await hand.set({ held });
      await hand.tell({}, staff.id);
    });
    return this.reader.view(staff, id);
  }

  /** Leaves out of the recording what is nobody else's business. Throws `conflict` where nothing is recorded. */
  async pauseRecording(staff: CurrentStaff, id: string, paused: boolean): Promise<CallView> {
    const mine = await this.access.demandMine(staff, id, ['officer']);
    const [from, to]: CallRecording[] = paused ? ['on', 'paused'] : ['paused', 'on'];
    if (mine.call.recording !== from) throw new DomainError('conflict', { reason: 'recording' });
    await asking(mine.voice.pauseRecording(inRoom(mine).personSid, paused));
    await this.access.change(id, async (hand) => {
      await hand.set({ recording: to ?? 'on' });
      await hand.tell({}, staff.id);
    });
    return this.reader.view(staff, id);
  }

  /** A supervisor comes to a call of their queues, or changes how they are on it. Written down. */
  async supervise(staff: CurrentStaff, id: string, mode: Supervision): Promise<CallView> {
    demand(staff, 'call.supervise');
    const call = await this.access.demandSight(staff, id);
    if (call.state !== 'talking' || !call.room) throw new DomainError('conflict', { reason: 'not-talking' });
    const legs = await legsOf(this.access.sql, id);
    const mine = legs.find(({ staffId, endedAt }) => staffId === staff.id && !endedAt);
    if (mine && mine.role !== 'supervisor') throw new DomainError('conflict', { reason: 'on-the-call' });
    const officerSid = legs.find(({ role, endedAt }) => role === 'officer' && !endedAt)?.sid ?? '';
    const voice = await this.surroundings.voiceOf(call.channelAccountId);
    if (mine?.sid) await asking(voice.supervise(call.room, mine.sid, { mode, officerSid }));
    await this.access.change(id, async (hand) => {
      await this.audit.append(hand.sql, staff, {
        action: `call.${mode}`,
        objectKind: 'call',
        objectId: id,
      });
      const leg = hand.live.find(({ staffId }) => staffId === staff.id);
      if (leg) await hand.setLeg(leg, { supervision: mode });
      else await hand.addLeg({ role: 'supervisor', staffId: staff.id, supervision: mode });
      if (!leg) await hand.ask('legs');
      await hand.tell();
    });
    return this.reader.view(staff, id);
  }
}

/** What the provider refuses is said to the officer: nothing was changed then. */
export async function asking(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    throw new DomainError(error.kind === 'permanent' ? 'channel-refused' : 'unavailable', {
      code: error.code,
    });
  }
}
