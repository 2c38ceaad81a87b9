import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Connection, Outbound } from '@sila/channels/channel';
import { outboundTo, withServer } from '../../libs/channels/fixture.js';
import { telegram } from '../../libs/channels/telegram/channel.js';
import { fixtures } from '../../libs/channels/telegram/fixtures/index.js';
import { SETTINGS, updateRequest } from '../../libs/channels/telegram/fixtures/update.request.js';
import { startSimulator } from '../../apps/simulator/src/simulator.js';
import type { TelegramSend } from '../../apps/simulator/src/telegram/send.contract.js';
import { botApi, faultsOf, faultsOfCall } from './bot-api.support.js';

const to = { kind: 'telegram-chat', value: '412345678' } as const;
const viaAccount = { kind: 'telegram-chat', value: 'BK7xQmZ1:412345678' } as const;
const MEDIA_TYPES = ['image/png', 'video/mp4', 'audio/ogg', 'audio/mpeg', 'application/pdf'];

interface Call {
  readonly method: string;
  readonly parameters: object;
}

function withFile(mediaType: string, text: string): Outbound {
  const open = async () => Readable.from([Buffer.from('bytes')]);
  const file = { fileName: 'وثيقة', mediaType, size: 5, url: 'https://sila.example/f', open };
  return { ...outboundTo(viaAccount), text, attachments: [file] };
}

/** Everything the channel ever asks of Telegram, once. */
async function callAll(connection: Connection): Promise<void> {
  await connection.subscribe?.();
  await connection.check?.();
  await connection.send(outboundTo(to));
  await connection.send(outboundTo(viaAccount));
  for (const mediaType of MEDIA_TYPES) await connection.send(withFile(mediaType, 'نص'));
  await connection.send(withFile('image/png', ''));
  const media = await connection.fetchMedia?.({ fileId: 'AgAC' });
  await media?.stream.toArray();
}

const RESULTS: Readonly<Record<string, unknown>> = {
  getMe: { id: 1, is_bot: true, first_name: 'صلة' },
  getWebhookInfo: { url: '', has_custom_certificate: false, pending_update_count: 0 },
  setWebhook: true,
  getFile: { file_id: 'AgAC', file_unique_id: 'u', file_path: 'photos/file_1.jpg' },
};

async function recordedCalls(): Promise<Call[]> {
  const calls: Call[] = [];
  await withServer(
    (request, response) => {
      void buffer(request).then(async (body) => {
        const method = /^\/bot[^/]+\/(\w+)$/.exec(request.url ?? '')?.[1];
        if (method)
          calls.push({ method, parameters: await parametersOf(request.headers['content-type'], body) });
        const result = RESULTS[method ?? ''] ?? { message_id: 1 };
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
      });
    },
    (apiBaseUrl) => callAll(telegram.open(telegram.settings.parse({ ...SETTINGS, apiBaseUrl }), CONTEXT)),
  );
  return calls;
}

const CONTEXT = {
  accountId: 'account',
  webhookUrl: 'https://sila.example/hooks/fixture',
  publicUrl: 'https://sila.example',
  now: () => new Date(),
  sign: () => '',
};

/** A file has no parts of its own in the description. */
const INPUT_FILE = {};

/** In a form a number is digits, and what has parts is JSON. */
async function parametersOf(type: string | undefined, body: Buffer): Promise<object> {
  if (type === 'application/json') return JSON.parse(body.toString()) as object;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type ?? '' },
  }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === 'string' ? plain(value) : INPUT_FILE]),
  );
}

function plain(value: string): unknown {
  return /^(-?\d+|[[{].*|true|false)$/.test(value) ? JSON.parse(value) : value;
}

type Act = Partial<Omit<TelegramSend, 'channel' | 'from'>>;

/** What the simulator calls a webhook with when a person does all this. */
async function simulatedUpdates(acts: readonly Act[]): Promise<object[]> {
  const updates: object[] = [];
  const simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
  const botToken = '700000005:AAF-token-of-the-corpora';
  simulator.configure({ telegram: { botToken, username: 'corpora_bot' } });
  await withServer(
    (request, response) => {
      void buffer(request).then((body) => {
        updates.push(JSON.parse(body.toString()) as object);
        response.end();
      });
    },
    async (webhookUrl) => {
      const settings = { ...SETTINGS, botToken, apiBaseUrl: `${simulator.url}/telegram` };
      const bot = telegram.open(telegram.settings.parse(settings), { ...CONTEXT, webhookUrl });
      await bot.subscribe?.();
      for (const act of acts) await simulator.client.send({ channel: 'telegram', from: '412345678', ...act });
      await bot.close?.();
    },
  );
  await simulator.stop();
  return updates;
}

/** Deliberately beside what is written: of tomorrow, or of nobody. */
const STRANGE = /added yesterday/;

describe('the Bot API of Telegram, as somebody else wrote it down', () => {
  const api = botApi;
  if (!api) {
    it('did not run: ../shared/fixtures/telegram is not beside this clone', () => {
      process.stdout.write('The calls to Telegram were not compared: the folder ../shared is missing.\n');
    });
    return;
  }

  it('knows every call we make, with every parameter', async () => {
    const calls = await recordedCalls();
    const faults = calls.map(({ method, parameters }) => [method, ...faultsOfCall(api, method, parameters)]);
    expect(faults).toEqual(calls.map(({ method }) => [method]));
    expect([...new Set(calls.map(({ method }) => method))].sort()).toEqual([
      'getFile',
      'getMe',
      'getWebhookInfo',
      'sendAudio',
      'sendDocument',
      'sendMessage',
      'sendPhoto',
      'sendVideo',
      'sendVoice',
      'setWebhook',
    ]);
  });

  const genuine = fixtures.filter(({ tampered, name }) => !tampered && !STRANGE.test(name));

  it.each(genuine.map(({ name, request }) => [name, request] as const))(
    'could send "%s"',
    (_name, request) => {
      expect(faultsOf(api, 'Update', JSON.parse(request.body.toString()))).toEqual([]);
    },
  );

  it('is what the simulator speaks', async () => {
    const bytes = Buffer.from('bytes').toString('base64');
    const acts: readonly Act[] = [
      { text: 'مرحبا', name: 'أم فهد' },
      { text: 'جواب', inReplyTo: '1' },
      ...['image/png', 'video/mp4', 'audio/mpeg', 'application/pdf'].map((contentType) => ({
        media: [{ base64: bytes, contentType }],
      })),
      { media: [{ base64: bytes, contentType: 'audio/ogg', voice: true }] },
      { location: { latitude: 24.7, longitude: 46.7, label: 'المسجد' } },
      { contact: { name: 'خالد', phone: '+966500000002' } },
      { edit: { of: '1', text: 'أهلًا' } },
      { reaction: { to: '1', emoji: '❤' } },
      { blocks: true },
      { text: 'إلى الحساب', businessConnectionId: 'BK1' },
      { deletion: { of: '1' }, businessConnectionId: 'BK1' },
    ];
    const updates = await simulatedUpdates(acts);
    expect(updates.map((update) => faultsOf(api, 'Update', update))).toEqual(acts.map(() => []));
  });

  it('has no kind of update that would be lost', async () => {
    const connection = telegram.open(telegram.settings.parse(SETTINGS), CONTEXT);
    const kinds = (api.types['Update']?.fields ?? [])
      .map(({ name }) => name)
      .filter((name) => name !== 'update_id');
    expect(kinds.length).toBeGreaterThan(20);
    for (const kind of kinds) {
      const request = updateRequest({ [kind]: {} });
      const [event] = connection.webhook?.events(request) ?? [];
      const meaning = await connection
        .parse({ ...event!, request, receivedAt: new Date(0) })
        .catch(() => 'set aside');
      expect(meaning).not.toEqual([]);
    }
  });
});
