import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { testAccount } from './spec.harness.js';
import { heard, startTelephones, type Telephones, testKey, testNumber, until } from './spec.telephone.js';

const person = '+966500000101';

describe('the pretended telephone exchange', () => {
  let tele: Telephones;
  let library: Telephones['library'];

  beforeAll(async () => {
    tele = await startTelephones();
    library = tele.library;
  });

  beforeEach(() => tele.clear());

  afterAll(() => tele.stop());

  /** What the pretended installation answers at a path. */
  const say = (path: string, ...verbs: readonly string[]) =>
    tele.script.set(path, `<Response>${verbs.join('')}</Response>`);

  it('plays a menu, takes a key, and reports the end; every webhook is signed', async () => {
    say(
      '/in',
      '<Gather numDigits="1" timeout="5" action="/menu?v=1"><Say language="ar-AE">للدعم اضغط ١</Say></Gather>',
      '<Redirect>/in</Redirect>',
    );
    say('/menu', '<Say language="ar-AE">أهلًا بك</Say>', '<Pause length="2"/>', '<Hangup/>');
    const { sid } = await tele.phone.call({ from: person, keys: '2' });
    const call = await tele.over(sid);
    expect(call).toMatchObject({ status: 'completed', direction: 'inbound', to: testNumber });
    expect(heard(call)).toEqual(['للدعم اضغط ١', 'أهلًا بك']);
    expect(tele.paramsOf('/menu')).toEqual([
      expect.objectContaining({ Digits: '2', From: person, CallSid: sid }),
    ]);
    await until(() => tele.paramsOf('/over')[0]);
    expect(tele.paramsOf('/over')).toEqual([
      expect.objectContaining({
        CallStatus: 'completed',
        CallbackSource: 'call-progress-events',
        SequenceNumber: '0',
        CallDuration: expect.stringMatching(/^\d+$/),
        Timestamp: expect.stringMatching(/\+0000$/),
      }),
    ]);
    for (const { url, headers, params } of tele.catcher.caught)
      expect(
        twilio.validateRequest(
          testAccount.authToken,
          String(headers['x-twilio-signature']),
          tele.catcher.origin + url,
          params,
        ),
      ).toBe(true);
  });

  it('goes on without keys, or by the action when it wants that', async () => {
    say(
      '/in',
      '<Gather timeout="1" action="/never"/>',
      '<Gather timeout="1" actionOnEmptyResult="true" action="/empty"/>',
    );
    say('/empty', '<Reject/>');
    await tele.over((await tele.phone.call({ from: person })).sid);
    expect(tele.paramsOf('/empty')).toMatchObject([{ Digits: '' }]);
    expect(tele.paramsOf('/never')).toEqual([]);
  });

  it('says that an application failed, after the fallback was tried', async () => {
    say('/in', '<Whistle/>');
    const broken = await tele.over((await tele.phone.call({ from: person })).sid);
    expect(tele.paramsOf('/fallback')).toMatchObject([{ ErrorCode: '12200', ErrorUrl: tele.at('/in') }]);
    expect(broken.steps.filter(({ kind }) => kind === 'error')).toHaveLength(2);
    say('/fallback', '<Say>نعتذر</Say>');
    tele.script.delete('/in');
    expect(heard(await tele.over((await tele.phone.call({ from: person })).sid))).toEqual(['نعتذر']);
    expect(tele.paramsOf('/fallback').at(-1)).toMatchObject({ ErrorCode: '11200' });
  });

  it('lets callers wait in a queue, tells them their place, and lets them leave', async () => {
    say('/in', '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>');
    say('/wait', '<Gather numDigits="1" timeout="1" action="/key"><Say>انتظر</Say></Gather>');
    say('/key', '<Leave/>');
    say('/left', '<Say>سنتصل بك</Say>');
    const first = await tele.phone.call({ from: person });
    await tele.untilCall(first.sid, ({ place }) => place?.kind === 'queue');
    const second = await tele.phone.call({ from: '+966500000102' });
    await tele.untilCall(second.sid, ({ place }) => place?.kind === 'queue' && place.position === 2);
    const waiting = () => tele.paramsOf('/wait').find(({ CallSid }) => CallSid === second.sid);
    expect(await until(waiting)).toMatchObject({
      QueuePosition: '2',
      CurrentQueueSize: '2',
      AvgQueueTime: '0',
      QueueTime: expect.any(String),
    });
    await tele.phone.press(first.sid, '1');
    expect(heard(await tele.over(first.sid))).toContain('سنتصل بك');
    await tele.phone.act(second.sid, 'hangup');
    await until(() => tele.paramsOf('/left')[1]);
    expect(tele.paramsOf('/left').map(({ QueueResult }) => QueueResult)).toEqual(['leave', 'hangup']);
    await tele.untilCall(second.sid, ({ status }) => status === 'completed');
  });

  it('takes a voicemail, reports it, and serves it behind the account’s credentials', async () => {
    say(
      '/in',
      '<Say>اترك رسالتك</Say>',
      `<Record maxLength="60" action="/left" recordingStatusCallback="${tele.at('/told')}"/>`,
    );
    say('/left', '<Hangup/>');
    const { sid } = await tele.phone.call({ from: person });
    await tele.phone.speak(sid, 12);
    await tele.over(sid);
    expect(tele.paramsOf('/left')).toMatchObject([{ Digits: '#', RecordingDuration: '12' }]);
    const told = await until(() => tele.paramsOf('/told')[0]);
    expect(told).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '12', CallSid: sid });
    const recordingSid = told['RecordingSid'] ?? '';
    expect((await library.recordings.list({ callSid: sid })).map((each) => each.sid)).toEqual([recordingSid]);
    const url = told['RecordingUrl'] ?? '';
    expect((await fetch(`${url}.wav`)).status).toBe(401);
    const authorization = `Basic ${Buffer.from(Object.values(testKey).join(':')).toString('base64')}`;
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
    say(
      '/out',
      `<Start><Recording channels="dual" recordingStatusCallback="${tele.at('/told')}"/></Start>`,
      '<Dial action="/dialled"><Client>nobody</Client></Dial>',
    );
    say('/dialled', '<Say>لا أحد</Say>');
    const call = { from: testNumber, to: person, url: tele.at('/out') };
    const taken = await library.calls.create(call);
    await tele.untilCall(taken.sid, ({ status }) => status === 'ringing');
    await tele.phone.act(taken.sid, 'accept');
    expect(heard(await tele.over(taken.sid))).toEqual(['لا أحد']);
    expect(tele.paramsOf('/dialled')).toMatchObject([{ DialCallStatus: 'no-answer' }]);
    await until(() => tele.paramsOf('/told').find(({ RecordingChannels }) => RecordingChannels === '2'));
    const refused = await library.calls.create({ ...call, statusCallback: tele.at('/told') });
    await tele.untilCall(refused.sid, ({ status }) => status === 'ringing');
    await tele.phone.act(refused.sid, 'decline');
    await until(() => tele.paramsOf('/told').find(({ CallStatus }) => CallStatus === 'busy'));
    const unheard = await library.calls.create({ ...call, timeout: 1 });
    await tele.untilCall(unheard.sid, ({ status }) => status === 'no-answer');
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

  it('is told over the interface where calls are asked about', async () => {
    const [own] = await library.incomingPhoneNumbers.list({ phoneNumber: testNumber });
    await library.incomingPhoneNumbers(own?.sid ?? '').update({ voiceUrl: tele.at('/other') });
    say('/other', '<Say>عنوان آخر</Say>');
    expect(heard(await tele.over((await tele.phone.call({ from: person })).sid))).toEqual(['عنوان آخر']);
    tele.configure();
    expect((await library.api.v2010.accounts(testAccount.accountSid).fetch()).status).toBe('active');
  });

  it('fails as it is told to', async () => {
    const call = {
      from: testNumber,
      to: person,
      twiml: '<Response><Hangup/></Response>',
      statusCallback: tele.at('/told'),
    };
    const target = 'twilio-voice';
    await tele.client.addFault({ target, kind: '429', count: 1 });
    await expect(library.calls.create(call)).rejects.toMatchObject({ status: 429, code: 20429 });
    for (const kind of ['duplicate-callbacks', 'busy', 'reset'] as const)
      await tele.client.addFault({ target, kind, count: 1 });
    await expect(library.calls.create(call)).rejects.toBeDefined();
    await until(() => tele.paramsOf('/told').filter(({ CallStatus }) => CallStatus === 'busy')[1]);
    expect(await library.calls.list({ to: person, status: 'busy' })).not.toEqual([]);
  });
});
