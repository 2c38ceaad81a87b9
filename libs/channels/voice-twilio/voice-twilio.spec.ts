import { describe, expect, it } from '@jest/globals';
import type { CallerStep } from '@sila/domain';
import { ChannelError } from '../channel.js';
import { answering, asked } from '../fixture.server.js';
import { accountSettings } from './account.settings.js';
import { CallAddresses } from './call.addresses.js';
import { dialAt, withClient } from './fixtures/failures.js';
import { CALL_ID, LEG_ID, SETTINGS } from './fixtures/signed.request.js';
import { softphoneAccess } from './softphone.token.js';
import { TwimlRenderer } from './twiml.renderer.js';

const HOOK = 'https://sila.example/hooks/fixture';
const TAKEN = { status: 201, body: '{"sid":"CA1","status":"queued","uri":"/x"}' };

function twiml(step: CallerStep, changes: Readonly<Record<string, unknown>> = {}): string {
  const settings = accountSettings.parse({ ...SETTINGS, ...changes });
  const renderer = new TwimlRenderer(settings, new CallAddresses(HOOK));
  return renderer.twiml(step, { callId: CALL_ID, queueId: 'queue' }).replace(/^<\?xml[^>]*\?>/, '');
}

const arabic = (words: string) => `<Say voice="Polly.Hala-Neural" language="ar-AE">${words}</Say>`;
const english = (words: string) => `<Say voice="Polly.Joanna-Neural" language="en-US">${words}</Say>`;

describe('what a caller hears', () => {
  it('is the greeting and the menu in Arabic, with one key awaited', () => {
    expect(twiml({ hear: 'menu', round: 1 }, { greeting: 'أهلًا بكم.' })).toBe(
      `<Response><Gather input="dtmf" numDigits="1" timeout="6" action="${HOOK}?at=menu&amp;n=1" actionOnEmptyResult="true">` +
        arabic('أهلًا بكم.') +
        arabic('لعلاقات المستفيدين: اضغطوا 1.') +
        '</Gather></Response>',
    );
    expect(twiml({ hear: 'menu', round: 2 })).not.toContain('السلام');
  });

  it('is English besides where the account speaks it, and a recording where one is given', () => {
    const menu = [{ ...SETTINGS.menu[0], wordsEn: 'beneficiary relations' }];
    const changes = { greeting: 'https://charity.example/hello.mp3', greetingEn: 'Welcome.', menu };
    const said = twiml({ hear: 'menu', round: 1 }, changes);
    expect(said).toContain('<Play>https://charity.example/hello.mp3</Play>');
    expect(said).toContain(english('Welcome.'));
    expect(said).toContain(english('For beneficiary relations, press 1.'));
  });

  it.each([
    [1, 1, 'أنتم التالون في الانتظار. المدة المتوقعة نحو دقيقة واحدة.'],
    [2, 2, 'ترتيبكم في الانتظار: 2. المدة المتوقعة نحو دقيقتين.'],
    [3, 7, 'ترتيبكم في الانتظار: 3. المدة المتوقعة نحو 7 دقائق.'],
    [4, 11, 'ترتيبكم في الانتظار: 4. المدة المتوقعة نحو 11 دقيقة.'],
  ])('at place %i is said so, with the minutes in good Arabic', (place, minutes, words) => {
    const step = { hear: 'place', place, minutes, callback: false, round: 4 } as const;
    expect(twiml(step)).toContain(arabic(words));
    expect(twiml({ ...step, callback: true })).toContain('فاضغطوا 1.');
    expect(twiml(step)).toContain(`action="${HOOK}?at=key&amp;n=4"`);
  });

  it('is the queue, the room, the beep', () => {
    expect(twiml({ hear: 'queue' })).toBe(
      `<Response><Enqueue waitUrl="${HOOK}?at=wait&amp;n=1" action="${HOOK}?at=left">queue</Enqueue></Response>`,
    );
    expect(twiml({ hear: 'conversation' })).toBe(
      '<Response><Dial><Conference startConferenceOnEnter="true" endConferenceOnExit="true" beep="false" waitUrl="">' +
        `${CALL_ID}</Conference></Dial></Response>`,
    );
    expect(twiml({ hear: 'voicemail', because: 'closed' }, { voicemailSeconds: 60 })).toContain(
      '<Record maxLength="60" timeout="5" finishOnKey="#" playBeep="true"',
    );
    expect(twiml({ hear: 'leave' })).toBe('<Response><Leave/></Response>');
  });

  it('never lets words of the settings become TwiML', () => {
    expect(twiml({ hear: 'menu', round: 1 }, { greeting: '</Say><Hangup/>' })).toContain(
      '&lt;/Say&gt;&lt;Hangup/&gt;',
    );
  });
});

describe('what Twilio is asked for', () => {
  it('is a call with our ids in every address', async () => {
    const { request } = await asked(TAKEN, (url) => dialAt(url));
    const form = new URLSearchParams(request.body);
    expect(form.get('Url')).toBe(`${HOOK}?at=answer&call=${CALL_ID}&leg=${LEG_ID}`);
    expect(form.get('StatusCallback')).toBe(`${HOOK}?at=leg&call=${CALL_ID}&leg=${LEG_ID}#rc=3&rp=all`);
    expect(form.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
  });

  it('is no fault where a leg has ended, or a recording is gone, already', async () => {
    const gone = { status: 404, body: '{"code":20404,"message":"not found","status":404}' };
    const over = { status: 400, body: '{"code":21220,"message":"not in progress","status":400}' };
    await answering(over, (url) => withClient(url, (client) => client.hangUp('CA1')));
    await answering(gone, (url) => withClient(url, (client) => client.removeRecording('RE1')));
    const refused = { status: 401, body: '{"code":20003,"message":"no","status":401}' };
    const error = await answering(refused, (url) => withClient(url, (client) => client.hangUp('CA1'))).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ChannelError);
  });

  it('finds a call of unknown outcome by its number and time', async () => {
    const since = new Date('2026-11-25T10:00:00Z');
    const row = (sid: string, dateCreated: string) => ({ sid, date_created: dateCreated, status: 'ringing' });
    const found = (rows: readonly object[]) => {
      const body = JSON.stringify({ calls: rows, next_page_uri: null, uri: '/' });
      return answering({ status: 200, body }, (url) =>
        withClient(url, (client) => client.findDialled('+966500000004', since)),
      );
    };
    expect(await found([row('CA2', 'Wed, 25 Nov 2026 10:00:01 +0000')])).toEqual({ sid: 'CA2', room: null });
    expect(await found([row('CA1', 'Wed, 25 Nov 2026 09:00:00 +0000')])).toBeNull();
  });
});

describe('a softphone', () => {
  it('gets a token of the API key that only lets calls in, for a name that Twilio takes', () => {
    const now = new Date('2026-11-25T10:00:00Z');
    const access = softphoneAccess(
      accountSettings.parse(SETTINGS),
      '0192f0a1-7c00-7000-8000-0000000000aa',
      now,
    );
    const claims = JSON.parse(
      Buffer.from(access.token.split('.')[1] ?? '', 'base64url').toString(),
    ) as object;
    expect(access).toMatchObject({ driver: 'twilio', identity: '0192f0a1_7c00_7000_8000_0000000000aa' });
    expect(access.expiresAt).toEqual(new Date('2026-11-25T11:00:00Z'));
    expect(claims).toMatchObject({
      iss: SETTINGS.apiKeySid,
      sub: SETTINGS.accountSid,
      grants: { identity: access.identity, voice: { incoming: { allow: true } } },
    });
  });
});
