import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import twilio from 'twilio';
import { startSimulator, type Simulator } from './simulator.js';
import { startCatcher, testAccount } from './spec.harness.js';
import { SoftphoneClient } from './twilio/voice/softphone.client.js';
import { TelephoneClient } from './twilio/voice/telephone.client.js';
import type { CallView } from './twilio/voice/call.types.js';

const person = '+966500000101';
const number = '+966112000000';
const apiKey = { apiKeySid: `SK${'0123456789abcdef'.repeat(2)}`, apiKeySecret: 'a-secret-for-tests' };

/** What the pretended installation answers, by path. */
type Script = Record<string, string>;

const response = (...verbs: readonly string[]): string => `<Response>${verbs.join('')}</Response>`;

describe('the pretended telephone exchange', () => {
  let script: Script;
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;
  let phone: TelephoneClient;
  let library: ReturnType<typeof libraryFor>;
  let softphones: SoftphoneClient[];

  /** The library's own client with the provider's host rewritten, as Sila's channel does it. */
  const libraryFor = (url: string) => {
    const plain = new twilio.RequestClient();
    const httpClient = {
      request: (options: Parameters<typeof plain.request>[0]) =>
        plain.request({ ...options, uri: options.uri.replace('https://api.twilio.com', url) }),
    };
    return twilio(testAccount.accountSid, testAccount.authToken, { httpClient: httpClient as typeof plain });
  };

  const account = () => ({
    accountSid: testAccount.accountSid,
    authToken: testAccount.authToken,
    number,
    ...apiKey,
    webhookUrl: at('/in'),
    fallbackUrl: at('/fallback'),
    statusCallback: at('/over'),
    pace: { speech: 0.001, keys: 0.02, ring: 0.1 },
    retryDelaysMs: [1],
  });

  beforeAll(async () => {
    catcher = await startCatcher(
      ({ url }) => (script[pathOf(url)] === undefined ? 404 : 200),
      ({ url }) => script[pathOf(url)] ?? '',
    );
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    simulator.configure({ twilioVoice: account() });
    phone = new TelephoneClient(simulator.url);
    library = libraryFor(`${simulator.url}/twilio/voice`);
  });

  beforeEach(() => {
    script = { '/over': '', '/told': '' };
    softphones = [];
    catcher.caught.length = 0;
  });

  afterEach(() => softphones.forEach((each) => each.close()));

  afterAll(async () => {
    await simulator.stop();
    await catcher.stop();
  });

  const pathOf = (url: string) => new URL(url, 'http://x').pathname;
  const at = (path: string) => `${catcher.origin}${path}`;
  const asked = (path: string) => catcher.caught.filter(({ url }) => pathOf(url) === path);
  const paramsOf = (path: string) => asked(path).map(({ params }) => params);

  const until = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      await setTimeout(5);
    }
  };
  const untilCall = (sid: string, fits: (call: CallView) => boolean) =>
    until(async () => {
      const call = await phone.get(sid);
      return fits(call) ? call : undefined;
    });
  const over = (sid: string) =>
    untilCall(sid, ({ status }) => status !== 'ringing' && status !== 'in-progress');
  const heard = ({ steps }: CallView) => steps.filter(({ kind }) => kind === 'say').map(({ text }) => text);

  const tokenFor = (identity: string, secret = apiKey.apiKeySecret) => {
    const { AccessToken } = twilio.jwt;
    const token = new AccessToken(testAccount.accountSid, apiKey.apiKeySid, secret, { identity, ttl: 60 });
    token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
    return token.toJwt();
  };
  const softphone = async (identity: string) => {
    const client = await SoftphoneClient.connect(simulator.url);
    softphones.push(client);
    await client.register(tokenFor(identity));
    return client;
  };

  it('plays a menu, takes a key, and reports the end; every webhook is signed', async () => {
    script['/in'] = response(
      '<Gather numDigits="1" timeout="5" action="/menu?v=1"><Say language="ar-AE">للدعم اضغط ١</Say></Gather>',
      '<Redirect>/in</Redirect>',
    );
    script['/menu'] = response('<Say language="ar-AE">أهلًا بك</Say>', '<Pause length="2"/>', '<Hangup/>');
    const { sid } = await phone.call({ from: person, keys: '2' });
    const call = await over(sid);
    expect(call).toMatchObject({ status: 'completed', direction: 'inbound', to: number });
    expect(heard(call)).toEqual(['للدعم اضغط ١', 'أهلًا بك']);
    expect(paramsOf('/menu')).toEqual([expect.objectContaining({ Digits: '2', From: person, CallSid: sid })]);
    await until(() => asked('/over')[0]);
    expect(paramsOf('/over')).toEqual([
      expect.objectContaining({
        CallStatus: 'completed',
        CallbackSource: 'call-progress-events',
        SequenceNumber: '0',
        CallDuration: expect.stringMatching(/^\d+$/),
        Timestamp: expect.stringMatching(/\+0000$/),
      }),
    ]);
    for (const { url, headers, params } of catcher.caught)
      expect(
        twilio.validateRequest(
          testAccount.authToken,
          String(headers['x-twilio-signature']),
          catcher.origin + url,
          params,
        ),
      ).toBe(true);
  });

  it('goes on without keys, or by the action when it wants that', async () => {
    script['/in'] = response(
      '<Gather timeout="1" action="/never"/>',
      '<Gather timeout="1" actionOnEmptyResult="true" action="/empty"/>',
    );
    script['/empty'] = response('<Reject/>');
    await over((await phone.call({ from: person })).sid);
    expect(paramsOf('/empty')).toMatchObject([{ Digits: '' }]);
    expect(asked('/never')).toEqual([]);
  });

  it('says that an application failed, after the fallback was tried', async () => {
    script['/in'] = response('<Whistle/>');
    const broken = await over((await phone.call({ from: person })).sid);
    expect(paramsOf('/fallback')).toMatchObject([{ ErrorCode: '12200', ErrorUrl: at('/in') }]);
    expect(broken.steps.filter(({ kind }) => kind === 'error')).toHaveLength(2);
    script['/fallback'] = response('<Say>نعتذر</Say>');
    delete script['/in'];
    expect(heard(await over((await phone.call({ from: person })).sid))).toEqual(['نعتذر']);
    expect(paramsOf('/fallback').at(-1)).toMatchObject({ ErrorCode: '11200' });
  });

  it('lets callers wait in a queue, tells them their place, and lets them leave', async () => {
    script['/in'] = response('<Enqueue waitUrl="/wait" action="/left">support</Enqueue>');
    script['/wait'] = response('<Gather numDigits="1" timeout="1" action="/key"><Say>انتظر</Say></Gather>');
    script['/key'] = response('<Leave/>');
    script['/left'] = response('<Say>سنتصل بك</Say>');
    const first = await phone.call({ from: person });
    await untilCall(first.sid, ({ place }) => place?.kind === 'queue');
    const second = await phone.call({ from: '+966500000102' });
    await untilCall(second.sid, ({ place }) => place?.kind === 'queue' && place.position === 2);
    await until(() => paramsOf('/wait').find(({ CallSid }) => CallSid === second.sid));
    expect(paramsOf('/wait').filter(({ CallSid }) => CallSid === second.sid)[0]).toMatchObject({
      QueuePosition: '2',
      CurrentQueueSize: '2',
      AvgQueueTime: '0',
      QueueTime: expect.any(String),
    });
    await phone.press(first.sid, '1');
    expect(heard(await over(first.sid))).toContain('سنتصل بك');
    await phone.act(second.sid, 'hangup');
    await until(() => asked('/left')[1]);
    expect(paramsOf('/left').map(({ QueueResult }) => QueueResult)).toEqual(['leave', 'hangup']);
    await untilCall(second.sid, ({ status }) => status === 'completed');
  });

  it('connects a waiting caller with an officer in a conference, holds, coaches and ends', async () => {
    script['/in'] = response('<Enqueue waitUrl="/wait" action="/left">support</Enqueue>');
    script['/wait'] = response('<Pause length="5"/>');
    script['/join'] = response(
      `<Dial><Conference statusCallback="${at('/told')}" statusCallbackEvent="start end join leave hold modify"`,
      ' record="record-from-start" endConferenceOnExit="true" waitUrl="/wait">matter-7</Conference></Dial>',
    );
    const officer = await softphone('officer-7');
    const supervisor = await softphone('supervisor-1');
    const { sid } = await phone.call({ from: person });
    await untilCall(sid, ({ place }) => place?.kind === 'queue');
    const invited = await library.conferences('matter-7').participants.create({
      from: number,
      to: 'client:officer-7?matter=7',
      label: 'officer',
      statusCallback: at('/told'),
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(invited).toMatchObject({ label: 'officer', status: expect.stringMatching(/queued|ringing/) });
    const incoming = await officer.next('incoming');
    expect(incoming).toMatchObject({ callSid: invited.callSid, from: number, parameters: { matter: '7' } });
    officer.say({ type: 'accept', callSid: incoming.callSid });
    await untilCall(incoming.callSid, ({ place }) => place?.kind === 'conference');
    await library.calls(sid).update({ url: at('/join') });
    await untilCall(sid, ({ moment }) => moment.kind === 'talking');
    expect(paramsOf('/left')).toMatchObject([{ QueueResult: 'redirected' }]);
    const conference = library.conferences(invited.conferenceSid);
    const participants = await conference.participants.list();
    expect(participants.map(({ callSid, status }) => [callSid, status])).toEqual([
      [incoming.callSid, 'connected'],
      [sid, 'connected'],
    ]);
    expect((await conference.participants(sid).update({ hold: true, holdUrl: at('/wait') })).hold).toBe(true);
    expect((await phone.get(sid)).moment.kind).toBe('hold');
    await conference.participants(sid).update({ hold: false });
    const coaching = { coaching: true, callSidToCoach: incoming.callSid };
    const whisper = await conference.participants.create({
      from: number,
      to: 'client:supervisor-1',
      ...coaching,
    });
    supervisor.say({ type: 'accept', callSid: (await supervisor.next('incoming')).callSid });
    await untilCall(whisper.callSid, ({ place }) => place?.kind === 'conference' && place.coaches !== null);
    await conference.participants(whisper.callSid).update({ coaching: false });
    const [recording] = await conference.recordings.list();
    await conference.recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
    expect((await conference.recordings(recording?.sid ?? '').fetch()).status).toBe('paused');
    await phone.act(sid, 'hangup');
    expect(await officer.next('ended')).toMatchObject({ callSid: incoming.callSid });
    await until(() => paramsOf('/told').find(({ CallStatus }) => CallStatus === 'completed'));
    const told = paramsOf('/told');
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
    const progress = told.filter(
      ({ CallbackSource, CallSid }) => CallbackSource && CallSid === incoming.callSid,
    );
    const inOrder = progress
      .map(({ CallStatus, SequenceNumber }) => `${SequenceNumber} ${CallStatus}`)
      .sort();
    expect(inOrder).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
  });

  it('takes a voicemail, reports it, and serves it behind the account’s credentials', async () => {
    script['/in'] = response(
      '<Say>اترك رسالتك</Say>',
      `<Record maxLength="60" action="/left" recordingStatusCallback="${at('/told')}"/>`,
    );
    script['/left'] = response('<Hangup/>');
    const { sid } = await phone.call({ from: person });
    await phone.speak(sid, 12);
    await over(sid);
    expect(paramsOf('/left')).toMatchObject([{ Digits: '#', RecordingDuration: '12' }]);
    const [told] = await until(() => (asked('/told').length > 0 ? paramsOf('/told') : undefined));
    expect(told).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '12', CallSid: sid });
    const recordingSid = told?.['RecordingSid'] ?? '';
    expect((await library.recordings.list({ callSid: sid })).map((each) => each.sid)).toEqual([recordingSid]);
    const url = told?.['RecordingUrl'] ?? '';
    expect((await fetch(`${url}.wav`)).status).toBe(401);
    const authorization = `Basic ${Buffer.from(Object.values(apiKey).join(':')).toString('base64')}`;
    const [wav, mp3] = await Promise.all(
      ['.wav', '.mp3'].map(async (ending) => {
        const answer = await fetch(url + ending, { headers: { authorization } });
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    expect([wav?.toString('latin1', 0, 4), wav?.length]).toEqual(['RIFF', 44 + 12 * 8_000]);
    expect(mp3?.toString('hex', 0, 2)).toBe('fffb');
    await library.recordings(recordingSid).remove();
    await expect(library.recordings(recordingSid).fetch()).rejects.toMatchObject({ status: 404 });
  });

  it('calls people, who answer or decline, and records from the document on', async () => {
    script['/out'] = response(
      `<Start><Recording channels="dual" recordingStatusCallback="${at('/told')}"/></Start>`,
      '<Dial action="/dialled"><Client>nobody</Client></Dial>',
    );
    script['/dialled'] = response('<Say>لا أحد</Say>');
    const call = { from: number, to: person, url: at('/out') };
    const taken = await library.calls.create(call);
    await untilCall(taken.sid, ({ status }) => status === 'ringing');
    await phone.act(taken.sid, 'accept');
    expect(heard(await over(taken.sid))).toEqual(['لا أحد']);
    expect(paramsOf('/dialled')).toMatchObject([{ DialCallStatus: 'no-answer' }]);
    await until(() => paramsOf('/told').find(({ RecordingChannels }) => RecordingChannels === '2'));
    const refused = await library.calls.create({ ...call, statusCallback: at('/told') });
    await untilCall(refused.sid, ({ status }) => status === 'ringing');
    await phone.act(refused.sid, 'decline');
    await until(() => paramsOf('/told').find(({ CallStatus }) => CallStatus === 'busy'));
    const unheard = await library.calls.create({ ...call, timeout: 1 });
    await untilCall(unheard.sid, ({ status }) => status === 'no-answer');
    const listed = await library.calls.list({
      to: person,
      startTimeAfter: new Date(Date.now() - 86_400_000),
    });
    expect(listed.slice(0, 3).map(({ sid, status }) => [sid, status])).toEqual([
      [unheard.sid, 'no-answer'],
      [refused.sid, 'busy'],
      [taken.sid, 'completed'],
    ]);
    await expect(library.calls.create({ ...call, from: '+966119999999' })).rejects.toMatchObject({
      code: 21210,
    });
    await expect(library.calls(taken.sid).update({ status: 'completed' })).rejects.toMatchObject({
      code: 21220,
    });
  });

  it('connects softphones directly: the first who answers has the call, and keys lead on', async () => {
    script['/in'] = response(
      '<Dial timeout="20" record="record-from-answer"><Client>officer-7</Client></Dial><Say>شكرًا</Say>',
    );
    const [desk, home] = [await softphone('officer-7'), await softphone('officer-7')];
    const { sid } = await phone.call({ from: person });
    const { callSid } = await desk.next('incoming');
    desk.say({ type: 'accept', callSid });
    expect(await home.next('cancelled')).toEqual({ type: 'cancelled', callSid });
    await untilCall(sid, ({ moment }) => moment.kind === 'talking');
    desk.say({ type: 'mute', callSid, muted: true });
    await untilCall(callSid, ({ muted }) => muted);
    desk.say({ type: 'hangup', callSid });
    expect(heard(await over(sid))).toEqual(['شكرًا']);
    expect(await library.recordings.list({ callSid })).toHaveLength(1);
  });

  it('refuses tokens that are not this account’s, or signed otherwise', async () => {
    const client = await SoftphoneClient.connect(simulator.url);
    softphones.push(client);
    await expect(client.register(tokenFor('officer-7', 'another-secret'))).rejects.toThrow('20107');
    await expect(client.register('not.a.token')).rejects.toThrow('20101');
    expect(await client.register(tokenFor('officer-7'))).toBe('officer-7');
  });

  it('is told over the interface where calls are asked about', async () => {
    const [own] = await library.incomingPhoneNumbers.list({ phoneNumber: number });
    await library.incomingPhoneNumbers(own?.sid ?? '').update({ voiceUrl: at('/other') });
    script['/other'] = response('<Say>عنوان آخر</Say>');
    expect(heard(await over((await phone.call({ from: person })).sid))).toEqual(['عنوان آخر']);
    simulator.configure({ twilioVoice: account() });
    expect((await library.api.v2010.accounts(testAccount.accountSid).fetch()).status).toBe('active');
  });

  it('fails as it is told to', async () => {
    const call = { from: number, to: person, twiml: response('<Hangup/>'), statusCallback: at('/told') };
    const target = 'twilio-voice';
    await simulator.client.addFault({ target, kind: '429', count: 1 });
    await expect(library.calls.create(call)).rejects.toMatchObject({ status: 429, code: 20429 });
    for (const kind of ['duplicate-callbacks', 'busy', 'reset'] as const)
      await simulator.client.addFault({ target, kind, count: 1 });
    await expect(library.calls.create(call)).rejects.toBeDefined();
    await until(() => paramsOf('/told').filter(({ CallStatus }) => CallStatus === 'busy')[1]);
    expect(await library.calls.list({ to: person, status: 'busy' })).not.toEqual([]);
  });
});
