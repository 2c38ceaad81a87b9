import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import type { Channel, Connection, Inbound, Outbound, RawRequest } from '../../../libs/channels/channel.js';
import { outboundTo } from '../../../libs/channels/fixture.js';
import { instagram } from '../../../libs/channels/instagram/channel.js';
import { messenger } from '../../../libs/channels/messenger/channel.js';
import { whatsappCloud } from '../../../libs/channels/whatsapp-cloud/channel.js';
import { startSimulator, type Simulator } from './simulator.js';
import { type CaughtRequest, startCatcher } from './spec.harness.js';

const SECRETS = { accessToken: 'token', appSecret: 'secret', verifyToken: 'verify' };
const ID = '106540352242922';
const PHONE = '+966500000101';
const products = [
  {
    channel: 'whatsapp-cloud',
    key: 'whatsappCloud',
    field: 'phoneNumberId',
    kind: 'phone',
    of: whatsappCloud,
    from: PHONE,
  },
  {
    channel: 'messenger',
    key: 'messenger',
    field: 'pageId',
    kind: 'psid',
    of: messenger,
    from: PHONE.slice(1),
  },
  {
    channel: 'instagram',
    key: 'instagram',
    field: 'instagramId',
    kind: 'igsid',
    of: instagram,
    from: PHONE.slice(1),
  },
] as const;

describe.each(products)('$channel at the pretended Meta', ({ channel, key, field, kind, of, from }) => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;
  let sila: Connection;

  const open = (settings: object): Connection => {
    const wide: Channel = of;
    return wide.open(of.settings.parse({ ...SECRETS, [field]: ID, ...settings }), {
      accountId: 'account',
      webhookUrl: `${catcher.origin}/hook`,
      publicUrl: catcher.origin,
      now: () => new Date(),
      sign: () => '',
    });
  };

  beforeEach(async () => {
    catcher = await startCatcher();
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    sila = open({
      apiBaseUrl: `${simulator.url}/graph/${channel}`,
      ...(channel === 'whatsapp-cloud' ? {} : { humanAgent: true }),
    });
    const timings = { sentMs: 1, deliveredMs: 5 };
    const hook = { webhookUrl: `${catcher.origin}/hook`, retryDelaysMs: [1, 1] };
    simulator.configure({
      [key]: { id: ID, name: '+966112345679', humanAgent: true, ...SECRETS, ...hook, timings },
    });
    await catcher.until(1);
    catcher.caught.length = 0;
  });

  afterEach(async () => {
    await sila.close?.();
    await simulator.stop();
    await catcher.stop();
  });

  const write = (more: object) =>
    simulator.client.send({ channel, from, name: 'نورة', ...more } as Parameters<
      typeof simulator.client.send
    >[0]);
  const requestOf = ({ url, headers, body }: CaughtRequest): RawRequest => ({
    method: 'POST',
    url: catcher.origin + url,
    headers: headers as Record<string, string>,
    body: Buffer.from(body),
  });
  /** What Sila understands of the webhooks that came, all rightly signed. */
  const understood = async (): Promise<Inbound[]> => {
    const all = await Promise.all(
      catcher.caught.map(requestOf).map(async (request) => {
        expect(sila.webhook?.verify(request)).toBe(true);
        const events = sila.webhook?.events(request) ?? [];
        expect(events.every(({ accountRef }) => sila.owns?.(accountRef ?? ''))).toBe(true);
        return Promise.all(events.map((event) => sila.parse({ ...event, request, receivedAt: new Date(0) })));
      }),
    );
    return all.flat(2);
  };
  const answer: Outbound = outboundTo({ kind, value: from });
  const send = (more: Partial<Outbound> = {}) => sila.send({ ...answer, ...more });
  const fault = (name: string) => simulator.client.addFault({ target: channel, kind: name, count: 1 });

  it('brings words, files, reactions, changes and what was taken back', async () => {
    const { id } = await write({ text: 'مرحبا' });
    await write({ media: [{ base64: Buffer.from('bytes').toString('base64'), contentType: 'image/png' }] });
    await write({ reaction: { to: id, emoji: '👍' } });
    await write({ edit: { of: id, text: 'أهلًا' } });
    await write({ deletion: { of: id } });
    await write({ staff: true, text: 'من الهاتف' });
    const meant = await understood();
    expect(meant).toMatchObject([
      { type: 'message', providerId: id, text: 'مرحبا', from: { kind, value: from } },
      { type: 'message', attachments: [{ mediaType: expect.stringMatching(/^image\//) }] },
      { type: 'reaction', target: id, emoji: '👍' },
      { type: 'edit', target: id, text: 'أهلًا' },
      { type: 'deletion', target: id },
      { type: 'echo', to: { kind, value: from }, text: 'من الهاتف', messageId: null },
    ]);
    const [, picture] = meant;
    const source = picture?.type === 'message' ? picture.attachments[0]?.source : undefined;
    const media = await sila.fetchMedia!(source && 'ref' in source ? source.ref : null);
    expect(Buffer.concat((await media.stream.toArray()) as Buffer[]).toString()).toBe('bytes');
  });

  it('takes an answer to the phone and tells how far it came', async () => {
    await write({ text: 'مرحبا' });
    catcher.caught.length = 0;
    const { providerId } = await send();
    const [got] = await simulator.client.received({ channel, count: 1 });
    expect(got).toMatchObject({ id: providerId, to: from, text: answer.text });
    await simulator.client.read(from, undefined, channel);
    await catcher.until(channel === 'instagram' ? 2 : 3);
    const told = await understood();
    expect(told).toEqual(expect.arrayContaining([expect.objectContaining({ providerId })]));
    expect(told.some((each) => 'status' in each && each.status === 'read')).toBe(true);
    if (channel !== 'instagram')
      expect(told).toEqual(
        expect.arrayContaining([expect.objectContaining({ messageId: answer.messageId })]),
      );
  });

  it('takes a file', async () => {
    await write({ text: 'مرحبا' });
    const bytes = Buffer.from('letter');
    const linked = await startCatcher();
    const url = `${linked.origin}/file`;
    const file = {
      fileName: 'خطاب.pdf',
      mediaType: 'application/pdf',
      size: bytes.length,
      url,
      open: async () => Readable.from([bytes]),
    };
    await send({ text: '', attachments: [file] });
    const [got] = await simulator.client.received({ channel, count: 1 });
    expect(got?.media).toHaveLength(1);
    await linked.stop();
  });

  it('refuses as Meta does', async () => {
    await write({ text: 'مرحبا' });
    await fault('429');
    await expect(send()).rejects.toMatchObject({ kind: 'retry', retryAfterMs: 1_000 });
    await fault('pair-rate');
    await expect(send()).rejects.toMatchObject({ kind: 'retry', code: '131056' });
    await fault('500');
    await expect(send()).rejects.toMatchObject({ kind: 'retry' });
    await fault('reset');
    await expect(send()).rejects.toMatchObject({ kind: 'unknown-outcome' });
    const stranger = open({ accessToken: 'another', apiBaseUrl: `${simulator.url}/graph/${channel}` });
    await expect(stranger.send(answer)).rejects.toMatchObject({ kind: 'auth', code: '190' });
    await stranger.close?.();
    await expect(sila.check!()).resolves.toBeUndefined();
  });

  it('closes the window a day after the last message, and lets people of ours answer for a week', async () => {
    await write({ text: 'مرحبا' });
    catcher.caught.length = 0;
    await simulator.client.shiftClock(30 * 3_600_000);
    if (channel === 'whatsapp-cloud') {
      await send();
      await catcher.until(1);
      return expect(await understood()).toMatchObject([
        { type: 'receipt', status: 'failed', needsTemplate: true },
      ]);
    }
    await expect(send({ automatic: true })).rejects.toMatchObject({ kind: 'needs-template' });
    expect(await send()).toMatchObject({ status: 'accepted' });
  });
});
