import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Simulator } from './simulator.js';
import { startCatcher, startTestSimulator, testAccount, testMailbox } from './spec.harness.js';

describe('the interface for tests', () => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;

  beforeAll(async () => {
    catcher = await startCatcher();
    simulator = await startTestSimulator(`${catcher.origin}/hooks/wa`);
  });

  afterAll(async () => {
    await simulator.stop();
    await catcher.stop();
  });

  const json = async (path: string): Promise<unknown> => (await fetch(simulator.url + path)).json();

  it('says what is wrong with a request', async () => {
    const answer = await fetch(`${simulator.url}/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'whatsapp', from: '0500', tet: 'x' }),
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'invalid',
      detail: expect.stringMatching(/from: a WhatsApp address.*tet/s),
    });
    const form = await fetch(`${simulator.url}/faults`, {
      method: 'POST',
      body: new URLSearchParams({ kind: '429' }),
    });
    expect(form.status).toBe(415);
    await expect(simulator.client.addFault({ target: 'smtp', kind: '429' })).rejects.toThrow(
      'does not belong',
    );
  });

  it('never gives tokens and passwords back', async () => {
    const text = JSON.stringify(await json('/accounts'));
    expect(text).toContain(testAccount.number);
    expect(text).not.toContain(testAccount.authToken);
    expect(text).not.toContain(testMailbox.password);
  });

  it('delivers one event several times, in parallel, and writes it all down', async () => {
    const from = '+966500000777';
    const sent = await simulator.client.sendWhatsapp({ from, text: 'مرة', times: 3 });
    expect(sent.deliveries).toHaveLength(3);
    const webhooks = await simulator.client.ledger({ kind: 'webhook', messageId: sent.id });
    expect(webhooks.map(({ outcome }) => outcome)).toEqual(['200', '200', '200']);
    const messages = await simulator.client.ledger({ kind: 'message', messageId: sent.id });
    expect(messages).toHaveLength(1);
  });

  it('sends a batch in the order of its answers', async () => {
    const batch = Array.from({ length: 200 }, (_, index) => ({
      channel: 'whatsapp' as const,
      from: `+96650001${1000 + index}`,
      text: `${index}`,
    }));
    const sent = await simulator.client.sendBatch(batch, 20);
    const texts = sent.map((one) => ('params' in one ? one.params['Body'] : ''));
    expect(texts).toEqual(batch.map(({ text }) => text));
  });

  it('counts faults down, and clears them', async () => {
    const fault = await simulator.client.addFault({ kind: '500', count: 2 });
    expect(await simulator.client.faults()).toEqual([
      expect.objectContaining({ id: fault.id, remaining: 2 }),
    ]);
    await simulator.client.clearFaults();
    expect(await simulator.client.faults()).toEqual([]);
  });

  it('forgets the ledger when told to', async () => {
    await simulator.client.clearLedger();
    expect(await simulator.client.ledger()).toEqual([]);
  });

  it('shows a home page in both languages that carries the chat, with names made safe', async () => {
    const apiUrl = 'http://127.0.0.1:3000';
    await simulator.client.configure({
      apiUrl,
      widget: { accountId: 'a"><b>' },
      organisation: { ar: 'جمعية <المثال>', en: 'Example' },
    });
    const arabic = await (await fetch(`${simulator.url}/site`)).text();
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain('جمعية &lt;المثال&gt;');
    expect(arabic).toContain(`src="${apiUrl}/widget/loader.js" data-account="a&quot;&gt;&lt;b&gt;"`);
    expect(await (await fetch(`${simulator.url}/site?lang=en`)).text()).toContain(
      '<html lang="en" dir="ltr">',
    );
  });

  it('shows mail as text or in a document that can do nothing', async () => {
    const sent = await simulator.client.sendMail({
      from: 'x@example.org',
      html: '<script>alert(1)</script><p>مرحبا</p>',
    });
    const html = await fetch(`${simulator.url}/mail/${sent.mailId}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/);
    expect(await json(`/mail/${sent.mailId}`)).toMatchObject({
      hasHtml: true,
      from: 'x@example.org',
      messageId: sent.id,
    });
  });

  it('tells events as they happen', async () => {
    const stop = new AbortController();
    const answer = await fetch(`${simulator.url}/events`, { signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    await simulator.client.sendMail({ from: 'y@example.org', text: 'خبر', messageId: '<event@example.org>' });
    let text = '';
    while (!text.includes('<event@example.org>')) text += (await reader?.read())?.value ?? '';
    stop.abort();
    expect(text).toContain('"kind":"message"');
  });
});
