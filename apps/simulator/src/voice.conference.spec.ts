import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTelephones, type Telephones, testNumber, tokenFor, until } from './spec.telephone.js';
import type { SoftphoneClient } from './twilio/voice/softphone.client.js';

type Conference = ReturnType<Telephones['library']['conferences']>;

const person = '+966500000101';

describe('a conference of the pretended telephone exchange', () => {
  let tele: Telephones;
  let library: Telephones['library'];
  let softphones: SoftphoneClient[] = [];

  beforeAll(async () => {
    tele = await startTelephones();
    library = tele.library;
  });

  beforeEach(() => tele.clear());

  afterEach(() => {
    softphones.forEach((each) => each.close());
    softphones = [];
  });

  afterAll(() => tele.stop());

  /** What the pretended installation answers at a path. */
  const say = (path: string, ...verbs: readonly string[]) =>
    tele.script.set(path, `<Response>${verbs.join('')}</Response>`);

  const softphone = async (identity: string) => {
    const client = await tele.softphone();
    softphones.push(client);
    await client.register(tokenFor(identity));
    return client;
  };

  /** Both are there; the caller waits and comes back. */
  async function holds(conference: Conference, sid: string, officerSid: string): Promise<void> {
    const participants = await conference.participants.list();
    expect(participants.map(({ callSid, status }) => [callSid, status])).toEqual([
      [officerSid, 'connected'],
      [sid, 'connected'],
    ]);
    expect((await conference.participants(sid).update({ hold: true, holdUrl: tele.at('/wait') })).hold).toBe(
      true,
    );
    expect((await tele.phone.get(sid)).moment.kind).toBe('hold');
    await conference.participants(sid).update({ hold: false });
  }

  /** A supervisor is heard by the officer alone, then by both. */
  async function coaches(
    conference: Conference,
    supervisor: SoftphoneClient,
    officerSid: string,
  ): Promise<void> {
    const coaching = { coaching: true, callSidToCoach: officerSid };
    const whisper = await conference.participants.create({
      from: testNumber,
      to: 'client:supervisor-1',
      ...coaching,
    });
    supervisor.say({ type: 'accept', callSid: (await supervisor.next('incoming')).callSid });
    await tele.untilCall(
      whisper.callSid,
      ({ place }) => place?.kind === 'conference' && place.coaches !== null,
    );
    await conference.participants(whisper.callSid).update({ coaching: false });
  }

  /** Everything was reported: the conference in order, and how far the officer's call was. */
  async function wasTold(sid: string, officerSid: string): Promise<void> {
    await until(() => tele.paramsOf('/told').find(({ CallStatus }) => CallStatus === 'completed'));
    const told = tele.paramsOf('/told');
    expect(told.flatMap(({ StatusCallbackEvent }) => StatusCallbackEvent ?? []).slice(0, 5)).toEqual([
      'participant-join',
      'conference-start',
      'participant-hold',
      'participant-unhold',
      'participant-join',
    ]);
    expect(told.find(({ ReasonConferenceEnded }) => ReasonConferenceEnded)).toMatchObject({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      CallSidEndingConference: sid,
    });
    const progress = told.filter(({ CallbackSource, CallSid }) => CallbackSource && CallSid === officerSid);
    const inOrder = progress
      .map(({ CallStatus, SequenceNumber }) => `${SequenceNumber} ${CallStatus}`)
      .sort();
    expect(inOrder).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
  }

  it('connects a waiting caller with an officer in a conference, holds, coaches and ends', async () => {
    say('/in', '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>');
    say('/wait', '<Pause length="5"/>');
    say(
      '/join',
      `<Dial><Conference statusCallback="${tele.at('/told')}" statusCallbackEvent="start end join leave hold modify"`,
      ' record="record-from-start" endConferenceOnExit="true" waitUrl="/wait">matter-7</Conference></Dial>',
    );
    const [officer, supervisor] = [await softphone('officer-7'), await softphone('supervisor-1')];
    const { sid } = await tele.phone.call({ from: person });
    await tele.untilCall(sid, ({ place }) => place?.kind === 'queue');
    const invited = await library.conferences('matter-7').participants.create({
      from: testNumber,
      to: 'client:officer-7?matter=7',
      label: 'officer',
      statusCallback: tele.at('/told'),
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(invited).toMatchObject({ label: 'officer', status: expect.stringMatching(/queued|ringing/) });
    const incoming = await officer.next('incoming');
    expect(incoming).toMatchObject({
      callSid: invited.callSid,
      from: testNumber,
      parameters: { matter: '7' },
    });
    officer.say({ type: 'accept', callSid: incoming.callSid });
    await tele.untilCall(incoming.callSid, ({ place }) => place?.kind === 'conference');
    await library.calls(sid).update({ url: tele.at('/join') });
    await tele.untilCall(sid, ({ moment }) => moment.kind === 'talking');
    expect(tele.paramsOf('/left')).toMatchObject([{ QueueResult: 'redirected' }]);
    const conference = library.conferences(invited.conferenceSid);
    await holds(conference, sid, incoming.callSid);
    await coaches(conference, supervisor, incoming.callSid);
    const [recording] = await conference.recordings.list();
    await conference.recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
    expect((await conference.recordings(recording?.sid ?? '').fetch()).status).toBe('paused');
    await tele.phone.act(sid, 'hangup');
    expect(await officer.next('ended')).toMatchObject({ callSid: incoming.callSid });
    await wasTold(sid, incoming.callSid);
  });
});
