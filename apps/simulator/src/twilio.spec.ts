import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import type { Simulator } from './simulator.js';
import { startCatcher, startTestSimulator, testAccount, twilioLibraryFor } from './spec.harness.js';

const person = '+966500000101';
const callbackPath = '/hooks/status?m=0190';

describe('the pretended Twilio', () => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;
  let library: ReturnType<typeof twilioLibraryFor>;

  beforeEach(async () => {
    catcher = await startCatcher();
    simulator = await startTestSimulator(`${catcher.origin}/hooks/wa#rc=3&rp=all`);
    library = twilioLibraryFor(simulator.url);
  });

  afterEach(async () => {
    await simulator.stop();
    await catcher.stop();
  });

  const send = (body: string, more: object = {}) =>
    library.messages.create({
      from: `whatsapp:${testAccount.number}`,
      to: `whatsapp:${person}`,
      body,
      statusCallback: catcher.origin + callbackPath,
      ...more,
    });

  const isGenuine = (nth: number) => {
    const request = catcher.caught[nth];
    const signature = String(request?.headers['x-twilio-signature']);
    return twilio.validateRequest(testAccount.authToken, signature, catcher.origin + (request?.url ?? ''), {
      ...request?.params,
    });
  };

  it('sends, lists by time and fetches for the twilio library, and the phone receives', async () => {
    await simulator.client.sendWhatsapp({ from: person, text: 'السلام عليكم', name: 'أم عبدالله' });
    const before = new Date(Date.now() - 5_000);
    const sent = await send('وعليكم السلام');
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api' });
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    const listed = await library.messages.list({
      to: `whatsapp:${person}`,
      dateSentAfter: before,
      pageSize: 20,
    });
    expect(listed.map(({ sid }) => sid)).toEqual([sent.sid]);
    expect((await library.messages(sent.sid).fetch()).body).toBe('وعليكم السلام');
    const [received] = await simulator.client.received({ to: person, count: 1 });
    expect((await library.api.v2010.accounts(testAccount.accountSid).fetch()).status).toBe('active');
    expect(received).toMatchObject({
      reference: catcher.origin + callbackPath,
      id: sent.sid,
      text: 'وعليكم السلام',
    });
  });

  it('signs webhooks so that validateRequest accepts them, fragment and all', async () => {
    const sent = await simulator.client.sendWhatsapp({
      from: person,
      text: 'أحتاج مساعدة',
      externalUserId: 'SA.1349123',
    });
    expect(sent.deliveries).toHaveLength(1);
    expect(catcher.caught[0]?.url).toBe('/hooks/wa');
    expect(catcher.caught[0]?.params).toMatchObject({
      WaId: person.slice(1),
      ExternalUserId: 'SA.1349123',
      NumMedia: '0',
    });
    expect(isGenuine(0)).toBe(true);
  });

  it('reports queued, sent, delivered and, once the chat is opened, read', async () => {
    await simulator.client.sendWhatsapp({ from: person, text: 'مرحبا' });
    const { sid } = await send('أهلًا');
    await catcher.until(4);
    expect(await simulator.client.read(person)).toEqual([sid]);
    await catcher.until(5);
    expect(catcher.caught.slice(1).map(({ params }) => params['MessageStatus'])).toEqual([
      'queued',
      'sent',
      'delivered',
      'read',
    ]);
    expect([1, 2, 3, 4].every(isGenuine)).toBe(true);
  });

  it('reports 63016 for free text outside the window, and takes a template there', async () => {
    await send('تذكير');
    await catcher.until(2);
    expect(catcher.caught.at(-1)?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: '63016' });
    await send('', { contentSid: 'HX1', contentVariables: '{"1":"نورة"}' });
    expect(await simulator.client.received({ to: person, count: 1 })).toHaveLength(1);
  });

  it('serves inbound media by redirect, behind the account’s credentials', async () => {
    const base64 = Buffer.from('picture').toString('base64');
    await simulator.client.sendWhatsapp({ from: person, media: [{ base64, contentType: 'image/png' }] });
    const url = catcher.caught[0]?.params['MediaUrl0'] ?? '';
    expect((await fetch(url)).status).toBe(401);
    const authorization = `Basic ${Buffer.from(`${testAccount.accountSid}:${testAccount.authToken}`).toString('base64')}`;
    const redirect = await fetch(url, { headers: { authorization }, redirect: 'manual' });
    expect(redirect.status).toBe(307);
    const file = await fetch(url, { headers: { authorization } });
    expect([file.headers.get('content-type'), await file.text()]).toEqual(['image/png', 'picture']);
    expect((await fetch(url, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    expect((await fetch(url, { headers: { authorization } })).status).toBe(404);
  });

  it('accepts and then leaves the caller without an answer, when told to', async () => {
    await simulator.client.sendWhatsapp({ from: person, text: '؟' });
    for (const kind of ['reset', 'half-json'] as const) {
      await simulator.client.addFault({ kind, count: 1 });
      await expect(send(`مرة واحدة ${kind}`)).rejects.toBeDefined();
    }
    expect(await library.messages.list({ to: `whatsapp:${person}` })).toHaveLength(2);
    await simulator.client.addFault({ kind: '429', count: 1, retryAfter: 30 });
    await expect(send('لا')).rejects.toMatchObject({ status: 429, code: 20429 });
    expect(await library.messages.list({ to: `whatsapp:${person}` })).toHaveLength(2);
  });

  it('shuffles, loses and doubles callbacks', async () => {
    await simulator.client.sendWhatsapp({ from: person, text: '١' });
    await simulator.client.addFault({ kind: 'shuffle-callbacks', count: 1, ms: 60 });
    await send('٢');
    await catcher.until(4);
    expect(catcher.caught.slice(1).map(({ params }) => params['MessageStatus'])).toEqual([
      'delivered',
      'sent',
      'queued',
    ]);
    await simulator.client.addFault({ kind: 'lost-callback', status: 'sent' });
    await simulator.client.addFault({ kind: 'duplicate-callbacks', status: 'delivered' });
    await send('٣');
    await catcher.until(7);
    expect(catcher.caught.slice(4).map(({ params }) => params['MessageStatus'])).toEqual([
      'queued',
      'delivered',
      'delivered',
    ]);
  });
});

describe('webhooks that are not taken', () => {
  it('are repeated as the fragment asks, with the same token; and delivered to each target', async () => {
    const failing = await startCatcher((_request, nth) => (nth < 3 ? 503 : 200));
    const other = await startCatcher();
    const simulator = await startTestSimulator(`${failing.origin}/hooks/wa#rc=3&rp=5xx`);
    const sent = await simulator.client.sendWhatsapp({
      from: person,
      text: '…',
      targets: [failing.origin, other.origin],
    });
    expect(sent.deliveries.map((tries) => tries.map(({ status }) => status))).toEqual([
      [503, 503, 200],
      [200],
    ]);
    expect(new Set(failing.caught.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1);
    expect(other.caught[0]?.headers.host).toBe(new URL(failing.origin).host);
    await simulator.stop();
    await Promise.all([failing.stop(), other.stop()]);
  });
});
