import { describe, expect, it } from '@jest/globals';
import { ChannelError, type Outbound, type Reconciled } from '../channel.js';
import { asked, answering } from '../fixture.server.js';
import { accountSettings } from './account.settings.js';
import { smsTwilio } from './channel.js';
import { OUTBOUND, sendTo } from './fixtures/failures.js';
import { SETTINGS } from './fixtures/signed.request.js';
import { saysStop } from './stop.words.js';

const NOW = new Date('2026-11-25T10:01:00Z');
const TAKEN = { status: 201, body: '{"sid":"SM1","status":"accepted"}' };
const FILE = { fileName: 'a.png', mediaType: 'image/png', size: 1, url: 'https://sila.example/f' };

function open(changes: Readonly<Record<string, unknown>>) {
  return smsTwilio.open(accountSettings.parse({ ...SETTINGS, ...changes }), {
    accountId: 'account',
    webhookUrl: 'https://sila.example/hooks/fixture',
    publicUrl: 'https://sila.example',
    now: () => NOW,
    sign: () => '',
  });
}

describe('what an SMS account can do', () => {
  it('does not promise an answer until an administrator says that the number receives', () => {
    expect(smsTwilio.capabilities.inbound).toBe(false);
    expect(open({}).capabilities?.inbound).toBe(true);
    expect(open({ receives: undefined }).capabilities?.inbound).toBe(false);
  });

  it('never promises one to people who get messages from a name', () => {
    expect(open({ sender: 'Orphans' }).capabilities?.inbound).toBe(false);
  });

  it('carries files only where MMS is allowed', () => {
    expect(open({}).capabilities?.attachments).toMatchObject({ inbound: true, outbound: true });
    expect(open({ pictures: false }).capabilities?.attachments).toMatchObject({
      inbound: false,
      outbound: false,
    });
  });

  it.each(['+966800000009', 'Orphans', 'ORPHAN-AD', `MG${'a'.repeat(32)}`])(
    'takes "%s" as a sender',
    (sender) => {
      expect(accountSettings.safeParse({ ...SETTINGS, sender }).success).toBe(true);
    },
  );

  it.each(['0800000009', '12345', 'LongerThanEleven', 'جمعية', ''])('refuses "%s" as a sender', (sender) => {
    expect(accountSettings.safeParse({ ...SETTINGS, sender }).success).toBe(false);
  });
});

describe('sending', () => {
  it('posts the words from the name, to the number alone, with our id in the status address', async () => {
    const { result, request } = await asked(TAKEN, (url) => sendTo(url, OUTBOUND, { sender: 'Orphans' }));
    const form = new URLSearchParams(request.body);
    expect(result).toEqual({ providerId: 'SM1', status: 'accepted' });
    expect(Object.fromEntries(form)).toEqual({
      To: '+966500000001',
      From: 'Orphans',
      Body: OUTBOUND.text,
      StatusCallback: `https://sila.example/hooks/fixture?m=${OUTBOUND.messageId}#rc=3&rp=all`,
    });
  });

  it('refuses what the network would drop without a word', async () => {
    const attachments = [{ ...FILE, open: () => Promise.reject(new Error('Twilio fetches files itself')) }];
    const codes = await Promise.all([
      codeOf({ ...OUTBOUND, text: '' }),
      codeOf({ ...OUTBOUND, text: 'ا'.repeat(1601) }),
      codeOf({ ...OUTBOUND, attachments }),
      codeOf({ ...OUTBOUND, to: { kind: 'bsuid', value: 'SA.1' } }),
    ]);
    expect(codes).toEqual(['empty', 'too-long', 'files', 'address']);
  });
});

describe('an attempt whose outcome nobody knows', () => {
  it('is found in Twilio’s list by its words', async () => {
    const row = {
      sid: 'SM7',
      body: OUTBOUND.text,
      direction: 'outbound-api',
      status: 'sent',
      num_media: '0',
      date_created: 'Wed, 25 Nov 2026 10:00:01 +0000',
    };
    expect(await reconciled([row])).toEqual({ outcome: 'sent', providerId: 'SM7', status: 'sent' });
    expect(await reconciled([])).toEqual({ outcome: 'not-sent' });
  });
});

describe('a message that asks for no more', () => {
  it.each(['STOP', 'stop.', 'إيقاف', 'ايقاف', 'إلغاء', 'الغاء', '«قف»', 'أوقف'])('is "%s"', (text) => {
    expect(saysStop(text)).toBe(true);
  });

  it.each(['أريد إلغاء الموعد', 'stop by the office?', 'نعم', ''])('is not "%s"', (text) => {
    expect(saysStop(text)).toBe(false);
  });
});

async function codeOf(message: Outbound): Promise<unknown> {
  const error = await sendTo('http://127.0.0.1:9', message, { pictures: false }).catch(
    (thrown: unknown) => thrown,
  );
  return error instanceof ChannelError && error.kind === 'permanent' ? error.code : error;
}

async function reconciled(rows: readonly object[]): Promise<Reconciled | undefined> {
  const body = JSON.stringify({ messages: rows, next_page_uri: null, uri: '/' });
  return await answering({ status: 200, body }, async (apiBaseUrl) => {
    const connection = open({ apiBaseUrl });
    const found = await connection.reconcile?.({
      message: OUTBOUND,
      startedAt: new Date('2026-11-25T10:00:00Z'),
    });
    await connection.close?.();
    return found;
  });
}
