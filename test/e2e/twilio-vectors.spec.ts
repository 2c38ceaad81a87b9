import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelAccountView } from '@sila/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import twilio from 'twilio';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { root } from '../support/processes.js';

/** Signatures that Twilio's own library makes, beside the clone; the README there names their licence. */
const FILE = join(root, '../shared/fixtures/twilio/signatures.json');

interface Vector {
  readonly url: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signature: string;
  readonly valid: boolean;
}

interface Corpus {
  readonly authToken: string;
  readonly vectors: readonly Vector[];
}

const OURS = { accountSid: `AC${'5'.repeat(32)}`, sender: '+966112222222' };
const without = (url: string) => url.split('?')[0] ?? '';
const queryOf = (url: string) => url.slice(without(url).length);

describe('signatures of Twilio at the hook of a running installation', () => {
  if (!existsSync(FILE)) {
    it('did not run: ../shared/fixtures/twilio is not beside this clone', () => {
      process.stdout.write('The Twilio signature vectors did not run: the folder ../shared is missing.\n');
    });
    return;
  }
  const { authToken, vectors } = JSON.parse(readFileSync(FILE, 'utf8')) as Corpus;
  let sila: Installation;
  let administrator: Officer;
  let account: ChannelAccountView;
  let hookId: string;

  beforeAll(async () => {
    sila = await startInstallation();
    administrator = await sila.officer('root', [], 'administrator');
    account = await administrator.post<ChannelAccountView>('/api/channel-accounts', {
      channel: 'whatsapp-twilio',
      label: 'رقم آخر',
      settings: { ...OURS, authToken },
    });
    const [row] = await sila.database.query<{ hookId: string }>(
      'SELECT hook_id AS "hookId" FROM channel_account WHERE id = $1',
      [account.id],
    );
    hookId = row?.hookId ?? '';
  }, 120_000);

  afterAll(() => sila.stop(), 30_000);

  const stored = async (): Promise<number> => {
    const [row] = await sila.database.query<{ n: number }>('SELECT count(*)::int AS n FROM inbound_request');
    return row?.n ?? 0;
  };
  /** The address that Twilio was given, which is not the one behind the proxy. */
  const moveTo = async (webhookUrl: string): Promise<void> => {
    account = await administrator.patch<ChannelAccountView>(`/api/channel-accounts/${account.id}`, {
      webhookUrl,
    });
    expect(account.webhookUrl).toBe(webhookUrl);
  };
  const ask = async ({ url, params, body, signature }: Omit<Vector, 'valid'>): Promise<number> => {
    const answer = await fetch(`${sila.apiUrls[0]}/hooks/${hookId}${queryOf(url)}`, {
      method: 'POST',
      headers: {
        'content-type': params ? 'application/x-www-form-urlencoded' : 'application/json',
        'x-twilio-signature': signature,
      },
      body: body ?? new URLSearchParams(params).toString(),
    });
    return answer.status;
  };
  const signed = (url: string, params: Readonly<Record<string, string>>) => ({
    url,
    params,
    signature: twilio.getExpectedTwilioSignature(authToken, url, params),
  });

  it.each(vectors.map((vector, index) => [index + 1, vector] as const))(
    'vector %i is judged as stated, and only what is good is stored',
    async (_index, vector) => {
      await moveTo(without(vector.url));
      const before = await stored();
      const expected = vector.valid ? 200 : 403;
      await eventually(async () => expect(await ask(vector)).toBe(expected));
      expect((await stored()) - before).toBe(vector.valid ? 1 : 0);
    },
  );

  it('no valid vector counts at another address', async () => {
    await moveTo('https://elsewhere.example/myapp.php');
    const valid = vectors.filter((vector) => vector.valid);
    for (const vector of valid) await eventually(async () => expect(await ask(vector)).toBe(403));
  });

  it("one account's signature does not carry another account's or number's payload in", async () => {
    const url = 'https://sila.example/hooks/ours';
    await moveTo(url);
    const message = {
      MessageSid: `SM${'1'.repeat(32)}`,
      AccountSid: OURS.accountSid,
      From: 'whatsapp:+966550000001',
      To: `whatsapp:${OURS.sender}`,
      Body: 'رسالة صحيحة',
      NumMedia: '0',
      SmsStatus: 'received',
    };
    await eventually(async () => expect(await ask(signed(url, message))).toBe(200));
    const before = await stored();
    for (const foreign of [{ AccountSid: `AC${'6'.repeat(32)}` }, { To: 'whatsapp:+966113333333' }])
      expect(await ask(signed(url, { ...message, ...foreign, Body: 'ليست لنا' }))).toBe(403);
    expect(await ask({ ...signed(url, message), signature: '' })).toBe(403);
    expect(await stored()).toBe(before);
    const texts = async () =>
      (await sila.database.query<{ text: string }>('SELECT text FROM message')).map(({ text }) => text);
    await eventually(async () => expect(await texts()).toContain('رسالة صحيحة'));
    expect(await texts()).not.toContain('ليست لنا');
  });
});
