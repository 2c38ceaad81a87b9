import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection, Inbound, Outbound, RawRequest } from '@sila/channels/channel';
import { newId } from '@sila/platform';
import {
  type CaughtRequest,
  startCatcher,
  startTestSimulator,
  testAccount,
} from '../../apps/simulator/src/spec.harness.js';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { accountSettings } from '../../libs/channels/whatsapp-twilio/account.settings.js';
import { ApiClient } from '../../libs/channels/providers/twilio/api.client.js';
import { AttemptReconciler } from '../../libs/channels/whatsapp-twilio/attempt.reconciler.js';
import { whatsappTwilio } from '../../libs/channels/whatsapp-twilio/channel.js';
import { OUTBOUND } from '../../libs/channels/whatsapp-twilio/fixtures/failures.js';
import { MessageSender } from '../../libs/channels/whatsapp-twilio/message.sender.js';

const person = '+966500000101';

describe('WhatsApp against the pretended Twilio', () => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;
  let connection: Connection;
  let webhookUrl: string;

  const settings = () =>
    accountSettings.parse({
      accountSid: testAccount.accountSid,
      authToken: testAccount.authToken,
      sender: testAccount.number,
      apiBaseUrl: simulator.url,
    });

  beforeEach(async () => {
    catcher = await startCatcher();
    webhookUrl = `${catcher.origin}/hooks/wa`;
    simulator = await startTestSimulator(`${webhookUrl}#rc=3&rp=all`);
    connection = whatsappTwilio.open(settings(), {
      accountId: 'account',
      webhookUrl,
      publicUrl: catcher.origin,
      now: () => new Date(),
      sign: () => '',
    });
  });

  afterEach(async () => {
    await connection.close?.();
    await simulator.stop();
    await catcher.stop();
  });

  const outbound = (text: string): Outbound => ({
    ...OUTBOUND,
    messageId: newId(),
    to: { kind: 'phone', value: person },
    text,
  });

  const rawOf = (caught: CaughtRequest): RawRequest => ({
    method: 'POST',
    url: catcher.origin + caught.url,
    headers: caught.headers as Record<string, string>,
    body: Buffer.from(caught.body),
  });

  /** What a caught webhook means, once its signature held. */
  const meaning = async (caught: CaughtRequest): Promise<Inbound | undefined> => {
    const request = rawOf(caught);
    expect(connection.webhook?.verify(request)).toBe(true);
    const [event] = connection.webhook?.events(request) ?? [];
    if (!event) throw new Error('no event');
    return (await connection.parse({ ...event, request, receivedAt: new Date() }))[0];
  };

  it('hears a message, fetches its picture, answers, and follows the answer to the phone', async () => {
    await connection.check?.();
    const picture = Buffer.from('a picture');
    await simulator.client.sendWhatsapp({
      from: person,
      text: 'صورة',
      name: 'نورة',
      media: [{ base64: picture.toString('base64'), contentType: 'image/png' }],
    });
    const message = await meaning(catcher.caught[0]!);
    expect(message).toMatchObject({
      type: 'message',
      text: 'صورة',
      from: { kind: 'phone', value: person, name: 'نورة' },
    });
    const [file] = message?.type === 'message' ? message.attachments : [];
    if (!file || !('ref' in file.source)) throw new Error('no file');
    const media = await connection.fetchMedia?.(file.source.ref);
    expect(Buffer.concat(await media!.stream.toArray())).toEqual(picture);

    const answer = outbound('وصلت، شكرًا لك');
    const { providerId } = await connection.send(answer);
    await simulator.client.received({ to: person, count: 1 });
    await catcher.until(4);
    await simulator.client.read(person);
    await catcher.until(5);
    const receipts = await Promise.all(catcher.caught.slice(1).map(meaning));
    expect(receipts.every((each) => each?.type === 'receipt' && each.messageId === answer.messageId)).toBe(
      true,
    );
    const statuses = receipts.map((each) => (each?.type === 'receipt' ? each.status : null));
    expect(statuses).toEqual(expect.arrayContaining(['sent', 'delivered', 'read']));
    expect(receipts[0]).toMatchObject({ providerId });
  });

  it('refuses what the provider did not sign', async () => {
    await simulator.client.sendWhatsapp({ from: person, text: 'مزوّر', signature: 'wrong' });
    await simulator.client.sendWhatsapp({ from: person, text: 'بلا توقيع', signature: 'missing' });
    expect(catcher.caught.map((caught) => connection.webhook?.verify(rawOf(caught)))).toEqual([false, false]);
  });

  it('obeys Retry-After', async () => {
    await simulator.client.addFault({ kind: '429', count: 1, retryAfter: 30 });
    await expect(connection.send(outbound('مرحبًا'))).rejects.toMatchObject({
      kind: 'retry',
      retryAfterMs: 30_000,
    });
    await expect(connection.send(outbound('مرحبًا'))).resolves.toMatchObject({ status: 'accepted' });
  });

  it.each(['hang', 'reset', 'half-json'] as const)('finds what was taken before "%s"', async (kind) => {
    await simulator.client.sendWhatsapp({ from: person, text: 'السلام عليكم' });
    await simulator.client.addFault({ kind, count: 1, ms: 2_000 });
    const api = new ApiClient(settings(), { now: () => new Date() }, 500);
    const message = outbound('هل وصلت؟');
    const startedAt = new Date();
    const sent = new MessageSender(settings(), webhookUrl, api).send(message);
    await expect(sent).rejects.toMatchObject({ kind: 'unknown-outcome' });
    const reconciled = await connection.reconcile?.({ message, startedAt });
    expect(reconciled).toMatchObject({ outcome: 'sent', providerId: expect.stringMatching(/^SM/) });
    api.close();
  });

  it('knows after half a minute that something never arrived', async () => {
    const message = outbound('لم تصل');
    const startedAt = new Date(Date.now() - 31_000);
    expect(await connection.reconcile?.({ message, startedAt })).toEqual({ outcome: 'not-sent' });
    const api = new ApiClient(settings(), { now: () => new Date() });
    const early = new AttemptReconciler(settings(), { now: () => new Date() }, api);
    expect(await early.reconcile({ message, startedAt: new Date() })).toEqual({ outcome: 'unknown' });
    api.close();
  });

  it('hears that the window is closed', async () => {
    const message = outbound('خارج النافذة');
    await connection.send(message);
    await catcher.until(2);
    const receipts = await Promise.all(catcher.caught.map(meaning));
    expect(receipts).toContainEqual(
      expect.objectContaining({ type: 'receipt', status: 'failed', errorCode: '63016', needsTemplate: true }),
    );
  });
});
