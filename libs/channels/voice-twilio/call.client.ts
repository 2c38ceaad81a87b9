import type Twilio from 'twilio/lib/rest/Twilio.js';
import { ChannelError } from '../channel.js';
import type { ApiClient } from '../providers/twilio/api.client.js';
import type { CallPlace, PersonLeg, PlacedLeg, StaffLeg, SupervisedLeg } from '../voice.js';
import type { AccountSettings } from './account.settings.js';
import type { CallAddresses } from './call.addresses.js';
import { identityOf } from './softphone.token.js';
import type { TwimlRenderer } from './twiml.renderer.js';

/** Seconds that a person's telephone rings. */
const PERSON_RINGS_SECONDS = 45;
const REPORTS = ['initiated', 'ringing', 'answered', 'completed'];
/** Whatever is being recorded on a call now. Source: twilio.com/docs/voice/api/recording. */
const CURRENT = 'Twilio.CURRENT';
/** The call is over, or was never there. Source: twilio.com/docs/api/errors. */
const GONE = new Set(['21220', '20404', 'http-404']);

/** Rings, joins, holds and records over Twilio's API. */
export class CallClient {
  constructor(
    private readonly settings: AccountSettings,
    private readonly addresses: CallAddresses,
    private readonly renderer: TwimlRenderer,
    private readonly api: ApiClient,
  ) {}

  async ring({ callId, legId, staffId, supervision }: StaffLeg): Promise<PlacedLeg> {
    const { participants } = (await this.account()).conferences(callId);
    const placed = await participants.create({
      from: this.settings.number,
      to: `client:${identityOf(staffId)}?callId=${callId}`,
      timeout: this.settings.ringSeconds,
      beep: 'false',
      startConferenceOnEnter: true,
      endConferenceOnExit: false,
      ...this.reportsOf(callId, legId),
      ...(supervision ? supervised(supervision) : {}),
    });
    return { sid: placed.callSid, room: placed.conferenceSid };
  }

  async dial({ callId, legId, to }: PersonLeg): Promise<PlacedLeg> {
    const placed = await (
      await this.account()
    ).calls.create({
      from: this.settings.number,
      to,
      timeout: PERSON_RINGS_SECONDS,
      url: this.addresses.ask('answer', { call: callId, leg: legId }),
      ...this.reportsOf(callId, legId),
    });
    return { sid: placed.sid, room: null };
  }

  /** Twilio filters by the day; the newest come first. */
  async findDialled(to: string, since: Date): Promise<PlacedLeg | null> {
    const { calls } = await this.account();
    const listed = await calls.list({
      from: this.settings.number,
      to,
      startTimeAfter: dayOf(since),
      limit: 20,
    });
    const found = listed.find(({ dateCreated }) => (dateCreated?.getTime() ?? 0) >= since.getTime() - 1_000);
    return found ? { sid: found.sid, room: null } : null;
  }

  connect(callId: string, sid: string): Promise<void> {
    return this.redirect(sid, this.renderer.twiml({ hear: 'conversation' }, { callId, queueId: null }));
  }

  enqueue(call: CallPlace, sid: string): Promise<void> {
    return this.redirect(sid, this.renderer.twiml({ hear: 'queue' }, call));
  }

  async hold(room: string, sid: string, held: boolean): Promise<void> {
    const where = held ? { holdUrl: this.addresses.ask('hold'), holdMethod: 'POST' } : {};
    await (
      await this.account()
    )
      .conferences(room)
      .participants(sid)
      .update({ hold: held, ...where });
  }

  async supervise(room: string, sid: string, supervision: SupervisedLeg): Promise<void> {
    await (await this.account()).conferences(room).participants(sid).update(supervised(supervision));
  }

  async hangUp(sid: string): Promise<void> {
    const { calls } = await this.account();
    await unlessGone(calls(sid).update({ status: 'completed' }));
  }

  async record(callId: string, sid: string): Promise<void> {
    await (await this.account()).calls(sid).recordings.create({
      recordingChannels: 'dual',
      recordingStatusCallback: this.addresses.report('recording', { call: callId }),
      recordingStatusCallbackEvent: ['completed', 'absent'],
    });
  }

  async pauseRecording(sid: string, paused: boolean): Promise<void> {
    const recording = (await this.account()).calls(sid).recordings(CURRENT);
    await recording.update(paused ? { status: 'paused', pauseBehavior: 'skip' } : { status: 'in-progress' });
  }

  async removeRecording(recordingId: string): Promise<void> {
    await unlessGone((await this.account()).recordings(recordingId).remove());
  }

  /** Tells Twilio where this number's calls are asked about and reported. Throws when the number is not the account's. */
  async subscribe(): Promise<void> {
    const { incomingPhoneNumbers } = await this.account();
    const [own] = await incomingPhoneNumbers.list({ phoneNumber: this.settings.number, limit: 1 });
    if (!own) throw new ChannelError('auth', 'number', `Twilio knows no number ${this.settings.number} here`);
    await incomingPhoneNumbers(own.sid).update({
      voiceUrl: this.addresses.hook,
      voiceMethod: 'POST',
      statusCallback: this.addresses.report('status'),
      statusCallbackMethod: 'POST',
    });
  }

  private async redirect(sid: string, twiml: string): Promise<void> {
    await (await this.account()).calls(sid).update({ twiml });
  }

  private async account(): Promise<Twilio['api']['v2010']['account']> {
    return (await this.api.twilio()).api.v2010.account;
  }

  private reportsOf(callId: string, legId: string) {
    const statusCallback = this.addresses.report('leg', { call: callId, leg: legId });
    return { statusCallback, statusCallbackEvent: REPORTS, statusCallbackMethod: 'POST' };
  }
}

/** Who listens is muted; who whispers is heard by the officer alone; who joins is heard by both. */
function supervised({ mode, officerSid }: SupervisedLeg) {
  if (mode === 'whisper') return { muted: false, coaching: true, callSidToCoach: officerSid };
  return { muted: mode === 'listen', coaching: false };
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ChannelError && GONE.has(error.code))) throw error;
  }
}

function dayOf(moment: Date): Date {
  return new Date(`${moment.toISOString().slice(0, 10)}T00:00:00Z`);
}
