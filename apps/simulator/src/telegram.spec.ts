import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from './simulator.js';
import { startCatcher } from './spec.harness.js';

const person = '966500000101';
const token = '700000004:AAF-token-of-the-spec';
const secret = 'secret-of-the-spec';
const everything = ['message', 'edited_message', 'message_reaction', 'my_chat_member', 'business_message'];

type Answer = { readonly ok: boolean; readonly result?: unknown; readonly error_code?: number };

describe('the pretended Telegram', () => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;

  const api = async (method: string, body: object, as = token): Promise<Answer> => {
    const answer = await fetch(`${simulator.url}/telegram/bot${as}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Answer;
  };
  const hook = (url = `${catcher.origin}/hooks/tg`) =>
    api('setWebhook', { url, secret_token: secret, allowed_updates: everything });
  const send = (more: object) => simulator.client.send({ channel: 'telegram', from: person, ...more });
  const updates = () => catcher.caught.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  beforeEach(async () => {
    catcher = await startCatcher();
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    simulator.configure({
      telegram: {
        botToken: token,
        username: 'spec_bot',
        retryDelaysMs: [1],
        timings: { sentMs: 1, deliveredMs: 2 },
      },
    });
  });

  afterEach(async () => {
    await simulator.stop();
    await catcher.stop();
  });

  it('knows its bot by the token, and keeps the token to itself', async () => {
    expect(await api('getMe', {})).toMatchObject({ ok: true, result: { id: 700000004, is_bot: true } });
    expect(await api('getMe', {}, '1:nobody')).toMatchObject({ ok: false, error_code: 401 });
    expect(await api('noSuchMethod', {})).toMatchObject({ ok: false, error_code: 404 });
    expect(await (await fetch(`${simulator.url}/accounts`)).text()).not.toContain(token);
  });

  it('tells what a person does, with the secret, under numbers of the chat', async () => {
    await expect(send({ text: 'مبكر' })).rejects.toThrow();
    await hook();
    const { id } = await send({ text: 'مرحبا', name: 'أم عبدالله' });
    await send({ edit: { of: id, text: 'السلام عليكم' } });
    await send({ reaction: { to: id, emoji: '👍' } });
    await send({ deletion: { of: id } });
    expect(catcher.caught.map(({ headers }) => headers['x-telegram-bot-api-secret-token'])).toEqual(
      Array.from({ length: 3 }, () => secret),
    );
    expect(updates()).toMatchObject([
      {
        message: { message_id: Number(id), text: 'مرحبا', from: { first_name: 'أم', last_name: 'عبدالله' } },
      },
      { edited_message: { message_id: Number(id), text: 'السلام عليكم' } },
      { message_reaction: { message_id: Number(id), new_reaction: [{ emoji: '👍' }] } },
    ]);
    expect(new Set(updates().map(({ update_id }) => update_id)).size).toBe(3);
  });

  it('sends files as messages of their own, and gives their bytes by a path', async () => {
    await hook();
    const file = (name: string) => ({
      base64: Buffer.from(name).toString('base64'),
      contentType: 'text/plain',
      fileName: name,
    });
    await send({ text: 'أوراقي', media: [file('أ.txt'), file('ب.txt')] });
    const sent = updates().map(
      ({ message }) => message as { caption?: string; document: { file_id: string } },
    );
    expect(sent.map(({ caption }) => caption)).toEqual(['أوراقي', undefined]);
    const { result } = await api('getFile', { file_id: sent[1]?.document.file_id });
    const { file_path } = result as { file_path: string };
    const bytes = await fetch(`${simulator.url}/telegram/file/bot${token}/${file_path}`);
    expect(await bytes.text()).toBe('ب.txt');
    expect((await fetch(`${simulator.url}/telegram/file/bot1:nobody/${file_path}`)).status).toBe(404);
    expect(await api('getFile', { file_id: 'nothing' })).toMatchObject({ error_code: 400 });
  });

  it('keeps what is not taken, says so, and brings it with the next webhook', async () => {
    await catcher.stop();
    catcher = await startCatcher((_request, nth) => (nth <= 2 ? 503 : 200));
    await hook();
    await send({ text: 'أثناء الانقطاع' });
    expect(await api('getWebhookInfo', {})).toMatchObject({
      result: { pending_update_count: 1, last_error_message: 'Wrong response from the webhook: 503' },
    });
    await hook();
    await catcher.until(3);
    expect(updates().map(({ update_id }) => update_id)).toEqual(
      Array.from({ length: 3 }, () => updates()[0]?.['update_id']),
    );
  });

  it('carries answers to who wrote first, until they shut the bot out', async () => {
    const answer = (text: string) => api('sendMessage', { chat_id: Number(person), text });
    await hook();
    expect(await answer('قبل الأوان')).toMatchObject({
      error_code: 400,
      description: 'Bad Request: chat not found',
    });
    await send({ text: 'مرحبا' });
    expect(await answer('أهلًا')).toMatchObject({ ok: true, result: { text: 'أهلًا' } });
    expect(await simulator.client.received({ channel: 'telegram', count: 1 })).toMatchObject([
      { text: 'أهلًا' },
    ]);
    expect(await answer('ا'.repeat(4_097))).toMatchObject({ error_code: 400 });
    await send({ blocks: true });
    expect(await answer('لا')).toMatchObject({ error_code: 403 });
    await send({ blocks: false });
    expect(await answer('نعم')).toMatchObject({ ok: true });
    expect(updates().slice(1)).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
    ]);
  });

  it('carries files with their words and names', async () => {
    await hook();
    await send({ text: 'أرسلوا القرار' });
    const form = new FormData();
    form.set('chat_id', person);
    form.set('caption', 'تفضلوا');
    form.set('document', new File(['القرار'], 'القرار.txt', { type: 'text/plain' }));
    const answer = await fetch(`${simulator.url}/telegram/bot${token}/sendDocument`, {
      method: 'POST',
      body: form,
    });
    expect(await answer.json()).toMatchObject({ ok: true, result: { caption: 'تفضلوا' } });
    const [got] = await simulator.client.received({ channel: 'telegram', count: 1 });
    expect(got).toMatchObject({
      text: 'تفضلوا',
      details: { method: 'sendDocument' },
      media: [{ fileName: 'القرار.txt' }],
    });
    expect(await api('sendPhoto', { chat_id: person })).toMatchObject({ error_code: 400 });
  });

  it('repeats, shuffles and keeps back when it is told to', async () => {
    await hook();
    const fault = (kind: string) => simulator.client.addFault({ target: 'telegram', kind, count: 1 });
    await fault('duplicate-updates');
    await send({ text: 'مرتين' });
    expect(updates()).toHaveLength(2);
    await fault('shuffle-updates');
    await send({ text: 'واحد' });
    await send({ text: 'اثنان' });
    await catcher.until(4);
    expect(updates().slice(2)).toMatchObject([{ message: { text: 'اثنان' } }, { message: { text: 'واحد' } }]);
    await fault('lost-update');
    await send({ text: 'معلّقة' });
    expect(await api('getWebhookInfo', {})).toMatchObject({ result: { pending_update_count: 1 } });
    expect(updates()).toHaveLength(4);
  });
});
