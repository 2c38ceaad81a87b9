import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { A_SECOND_AT_REST } from '../support/patience.js';
import { VisitorBrowser } from '../support/visitor-browser.js';
import { PICTURE } from './pictures.js';

describe('website chat, from the page to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  const open: VisitorBrowser[] = [];

  beforeAll(async () => {
    sila = await startInstallation({ apis: 2, chat: true });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
  }, 120_000);

  afterEach(() => open.splice(0).forEach((browser) => browser.close()));
  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  /** A browser at the second api process; the officer sits at the first. */
  const browse = (token: string | null = null, origin?: string) => {
    const browser = new VisitorBrowser(sila.apiUrls[1] ?? '', sila.chatId, token, origin);
    open.push(browser);
    return browser;
  };
  const visitor = async () => {
    const browser = browse();
    await browser.visit();
    return browser;
  };
  /** The visitor writes; resolves with the conversation on the officer's open screen. */
  const conversation = async (browser: VisitorBrowser, text: string) => {
    expect(await browser.say(text)).toBe(202);
    return (await screen.row((item) => item.snippet === text)).id;
  };
  const shown = (browser: VisitorBrowser, text: string) =>
    eventually(async () => {
      const found = (await browser.read()).messages.find((message) => message.text === text);
      if (!found) throw new Error('the message is not there');
      return found;
    });
  const reaches = (id: string, messageId: string, status: string) =>
    eventually(async () => expect(await maha.message(id, messageId)).toMatchObject({ status }));

  it('announces the answer within a second; the text comes over REST', async () => {
    const browser = await visitor();
    const before = performance.now();
    const id = await conversation(browser, 'السلام عليكم');
    expect(performance.now() - before).toBeLessThan(A_SECOND_AT_REST);
    const socket = await browser.listen();
    const { cursor } = await browser.read();
    const known = browser.changes;
    const typing = new Promise<{ name: string }>((resolve) => socket.once('typing', resolve));
    await screen.watch(id);
    screen.socket.emit('typing', { conversationId: id, kind: 'reply' });
    expect(await typing).toEqual({ name: 'maha' });
    socket.emit('typing');
    await eventually(() => expect(screen.all('typing').at(-1)).toMatchObject({ kind: 'visitor' }));
    const sent = performance.now();
    const answer = await maha.reply(id, 'وعليكم السلام');
    await eventually(() => expect(browser.changes).toBeGreaterThan(known), { every: 5 });
    expect(performance.now() - sent).toBeLessThan(A_SECOND_AT_REST);
    expect((await browser.read(cursor)).messages).toMatchObject([
      { id: answer.id, direction: 'out', text: 'وعليكم السلام', author: 'maha' },
    ]);
    await reaches(id, answer.id, 'sent');
    for (const status of ['delivered', 'read'] as const) {
      const receipt = await browser.call('POST', 'receipts', { messageIds: [answer.id], status });
      expect(receipt.status).toBe(204);
      await reaches(id, answer.id, status);
    }
  });

  it('finds conversation and answer the next day, from the same browser', async () => {
    const browser = await visitor();
    const id = await conversation(browser, 'سأعود غدا');
    const { cursor } = await browser.read();
    browser.close();
    await maha.post(`/api/conversations/${id}/messages`, {
      clientId: randomUUID(),
      kind: 'note',
      text: 'ملاحظة لا تخرج من هنا',
    });
    await maha.reply(id, 'جواب وصل في غيابك');
    const tomorrow = browse(browser.token);
    expect(await tomorrow.visit()).toMatchObject({ resumed: true });
    expect((await shown(tomorrow, 'جواب وصل في غيابك')).direction).toBe('out');
    const missed = await tomorrow.read(cursor);
    expect(missed.messages.map(({ text }) => text)).toEqual(['جواب وصل في غيابك']);
    expect(JSON.stringify(await tomorrow.read())).not.toContain('ملاحظة');
    expect(await conversation(tomorrow, 'وصلني الجواب، شكرا')).toBe(id);
  });

  it('carries files both ways, each to its own visitor only', async () => {
    const [browser, other] = [await visitor(), await visitor()];
    const { id: upload } = await browser.upload('هوية.png', 'image/png', PICTURE);
    expect(await other.say('ليست لي', { attachments: [upload] })).toBe(404);
    expect(await browser.say('هذه هويتي', { attachments: [upload] })).toBe(202);
    const { id } = await screen.row((item) => item.snippet === 'هذه هويتي');
    const [mine] = (await maha.messages(id)).flatMap(({ attachments }) => attachments);
    const bytes = await (await maha.fetch(`/api/attachments/${mine?.id}`)).arrayBuffer();
    expect(Buffer.from(bytes).equals(PICTURE)).toBe(true);
    const { id: form } = await maha.upload('نموذج.png', 'image/png', PICTURE);
    await maha.reply(id, 'وهذا النموذج', { attachments: [form] });
    const [file] = (await shown(browser, 'وهذا النموذج')).attachments;
    const got = await browser.call('GET', file?.url ?? '');
    expect(Buffer.from(await got.arrayBuffer()).equals(PICTURE)).toBe(true);
    const link = new URL(file?.url ?? '', 'https://sila.example/');
    link.searchParams.set('visitor', randomUUID());
    expect((await other.call('GET', `${link.pathname.slice(1)}${link.search}`)).status).toBe(404);
    expect((await maha.fetch(`/api/attachments/${form}`)).status).toBe(200);
    const stranger = await sila.officer('saad', ['research']);
    for (const attachment of [mine?.id, form])
      expect((await stranger.fetch(`/api/attachments/${attachment}`)).status).toBe(404);
    expect(JSON.stringify(await other.read())).not.toContain('النموذج');
  });

  it('takes a message that is sent five times once', async () => {
    const browser = await visitor();
    const clientId = randomUUID();
    const again = new VisitorBrowser(sila.apiUrls[0] ?? '', sila.chatId, browser.token);
    const statuses = await Promise.all(
      [browser, again, browser, again, browser].map((one) => one.say('مرة واحدة فقط', { clientId })),
    );
    expect(statuses).toEqual([202, 202, 202, 202, 202]);
    const { id } = await screen.row((item) => item.snippet === 'مرة واحدة فقط');
    expect(await conversation(browser, 'ثم هذه')).toBe(id);
    expect((await maha.messages(id)).map(({ text }) => text)).toEqual(['مرة واحدة فقط', 'ثم هذه']);
  });

  it('is closed to other websites, forged tokens and other people', async () => {
    const browser = await visitor();
    await conversation(browser, 'لي وحدي');
    const elsewhere = browse(browser.token, 'https://evil.example');
    expect((await elsewhere.call('POST', 'session', { accountId: sila.chatId })).status).toBe(403);
    expect(await elsewhere.say('من موقع آخر')).toBe(403);
    expect((await elsewhere.call('GET', 'messages')).headers.get('access-control-allow-origin')).toBeNull();
    for (const transport of ['websocket', 'polling'] as const)
      await expect(elsewhere.listen([transport])).rejects.toThrow();
    const forged = browse(`${browser.token?.slice(0, -3)}AAA`);
    expect(await forged.say('برمز مزوّر')).toBe(401);
    await expect(forged.listen()).rejects.toThrow();
    expect((await forged.visit()).resumed).toBe(false);
    expect((await forged.read()).messages).toEqual([]);
    const staff = await fetch(`${sila.apiUrls[1]}/api/conversations`, {
      headers: { authorization: `Bearer ${browser.token}` },
    });
    expect(staff.status).toBe(401);
  });
});
