import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { outboundTo } from '../../../libs/channels/fixture.js';
import type { Voice } from '../../../libs/channels/voice.js';
import { type Door, openDoor } from '../../../test/support/channel-door.js';
import { TwilioRequests } from '../../../test/support/twilio-requests.js';
import { startSimulator, type Simulator } from './simulator.js';

const TWILIO = { accountSid: `AC${'7'.repeat(32)}`, authToken: 'token-of-the-contract' };
const PHONE = '+966500000001';
const TEMPLATE = { id: `HX${'3'.repeat(32)}`, name: 'follow-up', body: 'مرحبًا {{1}}', variables: ['1'] };
const answer = { ...outboundTo({ kind: 'phone', value: PHONE }), text: 'حياكم الله' };
const picture = {
  fileName: 'إيصال.png',
  mediaType: 'image/png',
  size: 3,
  url: 'https://sila.example/files/1',
  open: async () => Readable.from([Buffer.from('abc')]),
};

const KEYS = { apiKeySid: `SK${'6'.repeat(32)}`, apiKeySecret: 'secret-of-the-softphones' };
const [LEG, OTHER, ROOM] = [`CA${'1'.repeat(32)}`, `CA${'2'.repeat(32)}`, `CF${'3'.repeat(32)}`];
const CALL = { callId: '01938f6e-0000-7000-8000-00000000c001', queueId: null };

/** Everything that can be asked about a call. Twilio's answers are another matter: it knows none of these legs. */
async function everythingOf(voice: Voice | undefined, connection: Door['connection']): Promise<void> {
  const leg = { callId: CALL.callId, legId: '01938f6e-0000-7000-8000-00000000d001' };
  const asks = [
    voice?.dial({ ...leg, to: PHONE }),
    voice?.ring({ ...leg, staffId: 'staff', supervision: null }),
    voice?.ring({ ...leg, staffId: 'chief', supervision: { mode: 'whisper', officerSid: OTHER } }),
    voice?.findDialled(PHONE, new Date()),
    voice?.connect(CALL.callId, LEG),
    voice?.enqueue(CALL, LEG),
    voice?.hold(ROOM, LEG, true),
    voice?.hold(ROOM, LEG, false),
    voice?.supervise(ROOM, LEG, { mode: 'join', officerSid: OTHER }),
    voice?.hangUp(LEG),
    voice?.record(CALL.callId, LEG),
    voice?.pauseRecording(LEG, true),
    voice?.removeRecording(`RE${'4'.repeat(32)}`),
    connection.check?.(),
    connection.subscribe?.(),
  ];
  await Promise.allSettled(asks.map((ask) => Promise.resolve(ask)));
}

/** All doors that stand at Twilio, for messages and for calls, over a pretended Twilio that shows every request to its real description. */
describe('What our channels ask of Twilio', () => {
  const twilio = new TwilioRequests();
  let simulator: Simulator;
  let doors: readonly Door[];

  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0, heard: (one) => twilio.hear(one) });
    const own = { ...TWILIO, number: '+966112345678', webhookUrl: 'http://127.0.0.1:9/hook', targets: [] };
    simulator.configure({
      twilio: { ...own, templates: { [TEMPLATE.id]: TEMPLATE.body } },
      smsTwilio: own,
      twilioVoice: { ...own, ...KEYS },
    });
    doors = await Promise.all([
      openDoor('whatsapp-twilio', {
        ...TWILIO,
        sender: '+966112345678',
        apiBaseUrl: simulator.url,
        templates: [TEMPLATE],
      }),
      openDoor('sms-twilio', {
        ...TWILIO,
        sender: '+966112345678',
        receives: true,
        apiBaseUrl: `${simulator.url}/sms-twilio`,
      }),
      openDoor('voice-twilio', {
        ...TWILIO,
        ...KEYS,
        number: '+966112345678',
        menu: [{ key: '1', words: 'لعلاقات المستفيدين', queue: 'علاقات المستفيدين' }],
        apiBaseUrl: `${simulator.url}/twilio/voice`,
      }),
    ]);
  });

  afterAll(async () => {
    await Promise.all(doors.map((door) => door.stop()));
    await simulator.stop();
  });

  it('is what its own description knows: the account, answers, files, templates, ids, the list of what was sent, and all that happens to a call', async () => {
    const [whatsapp, sms, telephone] = doors.map(({ connection }) => connection);
    for (const connection of [whatsapp, sms]) {
      await connection?.check?.();
      await connection?.send(answer).catch(() => undefined);
      await connection?.reconcile?.({ message: answer, startedAt: new Date() });
    }
    const template = { id: TEMPLATE.id, variables: { '1': 'نورة' } };
    await whatsapp?.send({ ...answer, text: '', template });
    await whatsapp?.send({ ...answer, attachments: [picture] }).catch(() => undefined);
    const id = { kind: 'bsuid', value: 'SA.13491208655302741918' } as const;
    await whatsapp?.send({ ...answer, text: '', template, to: id });
    if (telephone) await everythingOf(telephone.voice, telephone);
    const { faults, met } = await twilio.judged();
    expect(faults).toEqual([]);
    expect(met.map((call) => call.replace('/2010-04-01/Accounts/', ''))).toEqual([
      'DELETE {AccountSid}/Recordings/{Sid}.json',
      'GET {AccountSid}/Calls.json',
      'GET {AccountSid}/IncomingPhoneNumbers.json',
      'GET {AccountSid}/Messages.json',
      'GET {Sid}.json',
      'POST {AccountSid}/Calls.json',
      'POST {AccountSid}/Calls/{CallSid}/Recordings.json',
      'POST {AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json',
      'POST {AccountSid}/Calls/{Sid}.json',
      'POST {AccountSid}/Conferences/{ConferenceSid}/Participants.json',
      'POST {AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json',
      'POST {AccountSid}/IncomingPhoneNumbers/{Sid}.json',
      'POST {AccountSid}/Messages.json',
    ]);
  }, 30_000);

  it('would be noticed if Twilio did not know it', async () => {
    const strict = new TwilioRequests();
    const messages = `/2010-04-01/Accounts/${TWILIO.accountSid}/Messages`;
    const body = { To: PHONE, Body: 'x', From: PHONE };
    strict.hear({ method: 'POST', url: `${messages}.json`, body });
    strict.hear({
      method: 'GET',
      url: `/sms-twilio${messages}.json?DateSent%3E=2026-11-01T00:00:00Z&PageSize=50`,
      body: null,
    });
    expect((await strict.judged()).faults).toEqual([]);
    strict.hear({ method: 'POST', url: `${messages}.json`, body: { ...body, Bdy: 'y' } });
    strict.hear({ method: 'POST', url: `${messages}.json`, body: { Body: 'x' } });
    strict.hear({ method: 'POST', url: `${messages}.json`, body: { ...body, StatusCallback: 'nowhere' } });
    strict.hear({ method: 'GET', url: `${messages}.json?PageSize=5000`, body: null });
    strict.hear({ method: 'POST', url: `${messages}/MM1/Medium.json`, body: {} });
    strict.hear({ method: 'GET', url: '/2010-04-01/Accounts/AC1.json', body: null });
    // Too short, and not as an id looks.
    expect((await strict.judged()).faults).toHaveLength(7);
  });
});
