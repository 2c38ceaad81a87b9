import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '@sila/access';
import type { AttachmentView } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { ChannelAccountService } from '@sila/directory';
import { eventually } from '../support/eventually.js';
import { addOfficer, type Stack, startStack } from '../support/stack.js';
import { addChat, answerAs, Browser, OTHER_SITE, SITE, startApi } from './visitor.support.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('A visitor of the website chat', () => {
  let stack: Stack;
  let api: NestFastifyApplication;
  let account: string;
  let officer: string;
  beforeAll(async () => {
    stack = await startStack('postgres');
    api = await startApi(stack);
    account = await addChat(stack);
    officer = await addOfficer(stack, 'maha', ['relations', 'research']);
    await stack.database.query(`UPDATE staff SET name = 'مها الحربي' WHERE id = $1`, [officer]);
  }, 60_000);
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
  });

  const visitor = async (): Promise<Browser> => {
    const browser = new Browser(api, account);
    await browser.visit();
    return browser;
  };
  const settled = () =>
    eventually(async () => {
      const rows = await stack.database.query<{ n: string }>(
        `SELECT count(*) AS n FROM inbound_event WHERE state = 'pending'`,
      );
      expect(rows[0]?.n).toBe('0');
    });
  const conversationOf = async (text: string): Promise<string> => {
    const rows = await stack.database.query<{ id: string }>(
      'SELECT conversation_id AS id FROM message WHERE text = $1',
      [text],
    );
    return rows[0]?.id ?? '';
  };
  const write = (conversationId: string, kind: 'reply' | 'note', text: string) =>
    answerAs(stack, officer, conversationId, kind, text);

  it('writes, is answered by first name, and finds both the next day', async () => {
    const browser = await visitor();
    expect(await browser.say('السلام عليكم من الموقع')).toBe(202);
    await settled();
    const conversation = await conversationOf('السلام عليكم من الموقع');
    await write(conversation, 'note', 'ملاحظة لا يراها أحد من خارجنا');
    await write(conversation, 'reply', 'وعليكم السلام، حياك الله');
    const tomorrow = new Browser(api, account);
    tomorrow.token = browser.token;
    expect((await tomorrow.visit()).resumed).toBe(true);
    const { messages, more } = await tomorrow.read();
    expect(more).toBe(false);
    expect(messages.filter((one) => one.direction !== 'notice')).toMatchObject([
      { direction: 'in', text: 'السلام عليكم من الموقع', author: null, status: 'received' },
      { direction: 'out', text: 'وعليكم السلام، حياك الله', author: 'مها' },
    ]);
    expect(JSON.stringify(messages)).not.toMatch(/ملاحظة|الحربي/);
  });

  it('fetches each message once, however small the pages', async () => {
    const browser = await visitor();
    for (const text of ['أ', 'ب', 'ج', 'د', 'ه']) await browser.say(`صفحة ${text}`);
    await settled();
    const texts: string[] = [];
    let cursor = '';
    for (let more = true; more;) {
      const page = await browser.read(cursor, 2);
      texts.push(...page.messages.filter((one) => one.direction === 'in').map((one) => one.text));
      ({ cursor, more } = page);
    }
    expect(texts).toEqual(['صفحة أ', 'صفحة ب', 'صفحة ج', 'صفحة د', 'صفحة ه']);
    expect((await browser.read(cursor)).messages).toEqual([]);
    await browser.say('بعد الصفحات');
    await settled();
    expect((await browser.read(cursor)).messages.map((one) => one.text)).toEqual(['بعد الصفحات']);
  });

  it('makes one message of a message that is sent five times at once, and gets its client id back', async () => {
    const browser = await visitor();
    const clientId = randomUUID();
    const statuses = await Promise.all(
      Array.from({ length: 5 }, () => browser.say('مرة واحدة', { clientId })),
    );
    expect(statuses).toEqual(Array(5).fill(202));
    await settled();
    const mine = (await browser.read()).messages.filter((one) => one.direction === 'in');
    expect(mine.map((one) => [one.text, one.clientId])).toEqual([['مرة واحدة', clientId]]);
  });

  it('sends a file, sees it in the thread and gets its bytes back; nobody else does', async () => {
    const browser = await visitor();
    const stored = (await browser.upload('صك.png', 'image/png', PNG)).json<AttachmentView>();
    const clientId = randomUUID();
    expect(await browser.say('', { attachments: [stored.id], clientId })).toBe(202);
    expect(await browser.say('', { attachments: [stored.id], clientId })).toBe(202);
    await settled();
    const file = (await browser.read()).messages.find((one) => one.attachments.length > 0)?.attachments[0];
    expect(file).toMatchObject({
      fileName: 'صك.png',
      mediaType: 'image/png',
      size: PNG.length,
      state: 'ready',
    });
    const link = `/widget/${file?.url}`;
    expect((await browser.call({ url: link })).rawPayload.equals(PNG)).toBe(true);
    const other = randomUUID();
    const forged = link.replace(/visitor=[^&]+/, `visitor=${other}`);
    expect((await browser.call({ url: forged })).statusCode).toBe(404);
    expect((await browser.call({ url: link.replace(/expires=\d/, 'expires=9') })).statusCode).toBe(404);
  });

  it('can not send a file that another visitor uploaded, nor one that is too large', async () => {
    const [one, two] = [await visitor(), await visitor()];
    const stored = (await one.upload('a.png', 'image/png', PNG)).json<AttachmentView>();
    expect(await two.say('', { attachments: [stored.id] })).toBe(404);
    const large = await one.upload('b.bin', 'application/octet-stream', Buffer.alloc(10 * 1024 * 1024 + 1));
    expect(large.statusCode).toBe(413);
  });

  it('reports what was shown, of messages written to this visitor only', async () => {
    const [one, two] = [await visitor(), await visitor()];
    await one.say('سؤال عن الإيصال');
    await settled();
    const id = await write(await conversationOf('سؤال عن الإيصال'), 'reply', 'جواب عن السؤال');
    const status = async () =>
      (await stack.database.query<{ status: string }>('SELECT status FROM message WHERE id = $1', [id]))[0]
        ?.status;
    const report = async (browser: Browser, told: string) => {
      const body = { messageIds: [id], status: told };
      expect((await browser.call({ method: 'POST', url: '/widget/receipts', body })).statusCode).toBe(204);
      await settled();
    };
    await report(two, 'read');
    expect(await status()).not.toBe('read');
    await report(one, 'read');
    await eventually(async () => expect(await status()).toBe('read'));
    await report(one, 'delivered');
    expect(await status()).toBe('read');
  });

  it('keeps what the visitor says of themselves as a claim and nothing more', async () => {
    const browser = await visitor();
    await browser.say('رسالة خارج الدوام', { name: 'أم خالد', contact: '٠٥٥١٢٣٤٥٦٧' });
    await settled();
    const rows = await stack.database.query<{ claims: unknown; name: string; keys: string }>(
      `SELECT i.claims, i.name, (SELECT count(*) FROM contact_key k WHERE k.contact_id = i.contact_id) AS keys
       FROM message m JOIN identity i ON i.id = m.identity_id WHERE m.text = 'رسالة خارج الدوام'`,
    );
    expect(rows[0]).toEqual({
      claims: [{ kind: 'phone', value: '+966551234567' }],
      name: 'أم خالد',
      keys: '0',
    });
  });

  it('is refused from other websites, without an origin, and with a forged token', async () => {
    const browser = await visitor();
    const elsewhere = new Browser(api, account, OTHER_SITE);
    expect(
      (await elsewhere.call({ method: 'POST', url: '/widget/session', body: { accountId: account } }))
        .statusCode,
    ).toBe(403);
    elsewhere.token = browser.token;
    expect(await elsewhere.say('من موقع آخر')).toBe(403);
    expect((await elsewhere.call({ url: '/widget/messages' })).statusCode).toBe(403);
    expect(
      (await elsewhere.call({ url: '/widget/messages' })).headers['access-control-allow-origin'],
    ).toBeUndefined();
    const script = new Browser(api, account, null);
    script.token = browser.token;
    expect(await script.say('من برنامج')).toBe(403);
    const forger = new Browser(api, account);
    expect(await forger.say('بلا رمز')).toBe(401);
    forger.token = `${browser.token?.slice(0, -2)}AA`;
    expect(await forger.say('برمز مزوّر')).toBe(401);
  });

  it('can not use a token of one chat on another, nor of a chat that was switched off', async () => {
    const second = await addChat(stack, OTHER_SITE);
    const there = new Browser(api, second, OTHER_SITE);
    // The api hears of the new chat a moment later.
    await eventually(async () => expect((await there.visit()).token).toEqual(expect.any(String)));
    const here = new Browser(api, account, SITE);
    here.token = there.token;
    expect(await here.say('برمز محادثة أخرى')).toBe(403);
    expect((await here.visit()).resumed).toBe(false);
    const accounts = stack.app.get(ChannelAccountService, { strict: false });
    await accounts.change(system('test'), second, { enabled: false });
    await eventually(async () => expect(await there.say('إلى محادثة متوقفة')).toBe(404));
  });

  it('answers preflights of allowed websites only, and never with a star', async () => {
    const ask = (origin: string) =>
      api.inject({
        method: 'OPTIONS',
        url: '/widget/messages',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
    const allowed = await ask(SITE);
    expect([allowed.statusCode, allowed.headers['access-control-allow-origin']]).toEqual([204, SITE]);
    expect(allowed.headers['access-control-allow-headers']).toBe('authorization, content-type');
    expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
    expect((await ask('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is refused with odd bodies and cursors', async () => {
    const browser = await visitor();
    expect(await browser.say('')).toBe(400);
    expect(await browser.say('ط'.repeat(10_001))).toBe(400);
    expect((await browser.call({ url: '/widget/messages?after=%22x%22' })).statusCode).toBe(400);
    const extra = { clientId: randomUUID(), text: 'س', visitorId: randomUUID() };
    expect((await browser.call({ method: 'POST', url: '/widget/messages', body: extra })).statusCode).toBe(
      400,
    );
  });

  it('is slowed down after thirty messages in a minute', async () => {
    const browser = await visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) statuses.push(await browser.say(`سريع ${n}`));
    expect(statuses.filter((status) => status === 202)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
    await settled();
  });
});
