import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { outboundTo } from '../../../libs/channels/fixture.js';
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

/** Both doors that stand at Twilio for messages, over a pretended Twilio that shows every request to its real description. */
describe('What our channels ask of Twilio', () => {
  const twilio = new TwilioRequests();
  let simulator: Simulator;
  let doors: readonly Door[];

  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0, heard: (one) => twilio.hear(one) });
    const own = { ...TWILIO, number: '+966112345678', webhookUrl: 'http://127.0.0.1:9/hook', targets: [] };
    simulator.configure({ twilio: { ...own, templates: { [TEMPLATE.id]: TEMPLATE.body } }, smsTwilio: own });
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
    ]);
  });

  afterAll(async () => {
    await Promise.all(doors.map((door) => door.stop()));
    await simulator.stop();
  });

  it('is what its own description knows: the account, answers, files, templates, ids, and the list of what was sent', async () => {
    const [whatsapp, sms] = doors.map(({ connection }) => connection);
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
    expect(twilio.faults).toEqual([]);
    expect([...twilio.met].sort()).toEqual([
      'GET /2010-04-01/Accounts/{AccountSid}/Messages.json',
      'GET /2010-04-01/Accounts/{Sid}.json',
      'POST /2010-04-01/Accounts/{AccountSid}/Messages.json',
    ]);
  }, 30_000);

  it('would be noticed if Twilio did not know it', () => {
    const strict = new TwilioRequests();
    const messages = `/2010-04-01/Accounts/${TWILIO.accountSid}/Messages`;
    const body = { To: PHONE, Body: 'x', From: PHONE };
    strict.hear({ method: 'POST', url: `${messages}.json`, body });
    strict.hear({
      method: 'GET',
      url: `/sms-twilio${messages}.json?DateSent%3E=2026-11-01&PageSize=50`,
      body: null,
    });
    expect(strict.faults).toEqual([]);
    strict.hear({ method: 'POST', url: `${messages}.json`, body: { ...body, Bdy: 'y' } });
    strict.hear({ method: 'POST', url: `${messages}.json`, body: { Body: 'x' } });
    strict.hear({ method: 'POST', url: `${messages}.json`, body: { ...body, StatusCallback: 'nowhere' } });
    strict.hear({ method: 'GET', url: `${messages}.json?PageSize=5000`, body: null });
    strict.hear({ method: 'POST', url: `${messages}/MM1/Medium.json`, body: {} });
    strict.hear({ method: 'GET', url: '/2010-04-01/Accounts/AC1.json', body: null });
    // Too short, and not as an id looks.
    expect(strict.faults).toHaveLength(7);
  });
});
