import { system } from '@sila/access';
import { ChannelAccountService, QueueService, StaffService } from '@sila/directory';
import { randomBytes } from 'node:crypto';
import { TEMPLATE } from '../support/accounts.js';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { Officer } from '../support/officer.js';
import { freePort } from '../support/ports.js';
import { startProcess, type TestProcess } from '../support/processes.js';
import { type Stack, startStack } from '../support/stack.js';

const FROM = '+966554000001';
/** Twilio's id of a message, from one hexadecimal sign. */
export const sidOf = (sign: string): string => `SM${sign.repeat(32)}`;

/** A console over a worker that runs in this process, so that a test can say what channels still to come will say. */
export interface Kinds {
  readonly stack: Stack;
  readonly door: InboundDoor;
  readonly url: string;
  readonly officer: Officer;
  close(): Promise<void>;
}

/** Starts it; the api and the console must be built. */
export async function startKinds(): Promise<Kinds> {
  const stack = await startStack('postgres');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const api = await startApi(stack, port, url);
  const officer = await supervisor(stack, url);
  const close = async () => {
    await api.kill();
    await stack.stop();
  };
  return { stack, door: new InboundDoor(stack), url, officer, close };
}

function startApi({ env }: Stack, port: number, url: string): Promise<TestProcess> {
  const { DATABASE_URL = '', DATA_DIR } = env;
  return startProcess({
    app: 'api',
    env: {
      NODE_ENV: 'test',
      DATABASE_URL,
      DATA_DIR,
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'error',
    },
    ready: { url: `${url}/health/ready` },
  });
}

async function supervisor({ app }: Stack, url: string): Promise<Officer> {
  const queue = await app.get(QueueService, { strict: false }).findByKey('relations');
  const password = randomBytes(12).toString('base64url');
  const email = 'sara@sila.example';
  const person = { name: 'سارة الدوسري', email, role: 'supervisor', language: 'ar' } as const;
  await app.get(StaffService, { strict: false }).createWithPassword(
    system('test'),
    {
      ...person,
      capacity: { call: 1, chat: 100, mail: 100, interview: 1 },
      skills: [],
      queueIds: queue ? [queue.id] : [],
    },
    password,
    {
      mustChange: false,
    },
  );
  return Officer.signIn(url, email, password);
}

/** A person says one of every kind; gives the conversation. */
export async function sayEverything({ stack, door }: Kinds, picture: Buffer): Promise<string> {
  const from = { ...personAt(FROM), name: 'نورة العتيبي' };
  const id = await door.message({
    from,
    providerId: 'K1',
    text: 'السلام عليكم، أحتاج سلة غذائية لثلاثة أفراد',
  });
  await door.effect({
    type: 'edit',
    from,
    target: 'K1',
    text: 'السلام عليكم، أحتاج سلة غذائية لخمسة أفراد',
    at: null,
  });
  await door.effect({ ...ECHO, providerId: 'K2', to: from, text: 'وعليكم السلام، أرسلي موقعك من فضلك' });
  await door.effect({ type: 'reaction', from, target: 'K2', emoji: '🙏', at: null });
  await places(stack);
  await door.message({ from, providerId: 'K3', text: 'رقم حسابي' });
  await door.effect({ type: 'deletion', from, target: 'K3', at: null });
  await door.message({ from, providerId: 'K4', text: 'أختي: +966554000009', content: CARD });
  await door.message({ from, providerId: 'K5', text: 'جزاكم الله خيرًا', content: STORY });
  await door.message({
    from,
    providerId: 'K6',
    text: '',
    content: { type: 'elsewhere', url: 'https://x.com/messages' },
  });
  await door.message({ from, providerId: 'K7', text: 'هذا البيت', quotes: 'K1' }, [
    await door.file('house.png', 'image/png', picture),
  ]);
  await door.message({ from, providerId: 'K8', text: '' }, [
    await door.file('voice.wav', 'audio/wav', tone(7)),
  ]);
  return id;
}

/** By Twilio's webhook, in its order. */
async function places(stack: Stack): Promise<void> {
  const person = { From: `whatsapp:${FROM}`, WaId: FROM.slice(1), ProfileName: 'نورة العتيبي' };
  const place = {
    Latitude: '24.713552',
    Longitude: '46.675297',
    Label: 'البيت',
    Address: 'حي النرجس، الرياض',
  };
  const choice = {
    Body: 'نعم، هذا هو',
    ButtonText: 'نعم، هذا هو',
    ButtonPayload: 'yes',
    OriginalRepliedMessageSid: 'K2',
  };
  await stack.whatsappIn({ ...person, ...place, MessageSid: sidOf('1'), Body: '' });
  await stack.whatsappIn({ ...person, ...choice, MessageSid: sidOf('2') });
  await eventually(async () => {
    const rows = await stack.database.query('SELECT 1 FROM message WHERE provider_id = $1', [sidOf('2')]);
    if (rows.length === 0) throw new Error('not yet');
  });
}

const ECHO = { type: 'echo', messageId: null, sentAt: null, attachments: [], content: null } as const;
const CARD = {
  type: 'contacts',
  contacts: [{ name: 'أختي', phones: ['+966554000009'], emails: ['sister@example.com'] }],
} as const;
const STORY = { type: 'story', story: 'reply', url: 'https://example.com/story' } as const;

const RATE = 8_000;

/** A wave file of a low tone, one byte a sample. */
function tone(seconds: number): Buffer {
  const samples = Buffer.alloc(RATE * seconds);
  for (let n = 0; n < samples.length; n++)
    samples[n] = 128 + Math.round(40 * Math.sin((n / RATE) * 2 * Math.PI * 220));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** A day has passed since anybody wrote; the association has a template, and a name for text messages. */
export async function closeTheWindow({ stack }: Kinds): Promise<void> {
  const accounts = stack.app.get(ChannelAccountService, { strict: false });
  const { accountId } = stack.whatsapp;
  const whatsapp = (await accounts.list(system('test'))).find(({ id }) => id === accountId);
  const settings = { ...whatsapp?.settings, templates: [TEMPLATE] };
  await accounts.change(system('test'), accountId, { settings });
  await accounts.create(system('test'), {
    channel: 'sms-unifonic',
    label: 'رسائل نصية',
    queueId: null,
    webhookUrl: null,
    settings: { appSid: 'app-sid', senderId: 'Orphans', apiBaseUrl: 'http://127.0.0.1:9' },
  });
  await stack.database.query(`UPDATE identity SET last_inbound_at = now() - interval '25 hours'`);
}
