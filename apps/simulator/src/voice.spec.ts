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

  beforeAll(async () => {
    catcher = await startCatcher(
      ({ url }) => (script[pathOf(url)] === undefined ? 404 : 200),
      ({ url }) => script[pathOf(url)] ?? '',
    );
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    simulator.configure({
      twilioVoice: {
        ...{ accountSid: testAccount.accountSid, authToken: testAccount.authToken, number, ...apiKey },
        webhookUrl: `${catcher.origin}/in`,
        fallbackUrl: `${catcher.origin}/fallback`,
        statusCallback: `${catcher.origin}/over`,
        pace: { speech: 0.001, keys: 0.02, ring: 0.02 },
        retryDelaysMs: [1],
      },
    });
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
      ...{ from: number, to: 'client:officer-7?matter=7', label: 'officer' },
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
      ...{ from: number, to: 'client:supervisor-1', ...coaching },
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
      ...['participant-join', 'conference-start', 'participant-hold', 'participant-unhold'],
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
});
