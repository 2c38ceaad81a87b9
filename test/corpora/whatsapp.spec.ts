import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Outbound, RawRequest } from '../../libs/channels/channel.js';
import { outboundTo, withServer } from '../../libs/channels/fixture.js';
import { signedRequest } from '../../libs/channels/providers/meta/fixtures/signed.request.js';
import { accountSettings } from '../../libs/channels/whatsapp-cloud/account.settings.js';
import { whatsappCloud } from '../../libs/channels/whatsapp-cloud/channel.js';
import { SETTINGS } from '../../libs/channels/whatsapp-cloud/fixtures/payloads.js';

/** Meta's own description of the API, with its examples, beside the clone; see the README there for its licence. */
const FILE = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../../shared/fixtures/whatsapp/business-messaging-api_v23.0.yaml',
);

interface Example {
  readonly value: object;
}

interface Schema {
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, object>>;
  readonly additionalProperties?: boolean;
}

interface Description {
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: RequestBody } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface RequestBody {
  readonly content: Readonly<Record<string, { readonly examples: Readonly<Record<string, Example>> }>>;
}

/** What each example must become; the first thing it says, in a word. */
const MEANINGS: Readonly<Record<string, string>> = {
  'Text Message': 'text',
  'Text Message with Context (Product Inquiry)': 'text',
  'Text Message from Click to WhatsApp Ad': 'text',
  'Reaction Message': 'reaction',
  'Image Message': 'file',
  'Location Message': 'location',
  'Contact Sharing Message': 'contacts',
  'Unsupported Message': 'unsupported',
  'Button Message': 'choice',
  'Interactive List Reply Message': 'choice',
  'Interactive Button Reply Message': 'choice',
  'Order Message': 'text',
  'System Message': 'identity-change',
  'Group Create Message': 'unsupported',
  'Group Settings Update': 'unsupported',
  'Group Remove Participants': 'unsupported',
};

const context = {
  accountId: 'account',
  webhookUrl: 'https://sila.example/hooks/fixture',
  publicUrl: 'https://sila.example',
  now: () => new Date(),
  sign: () => '',
};

function opened(apiBaseUrl = 'https://graph.facebook.com') {
  return whatsappCloud.open(accountSettings.parse({ ...SETTINGS, apiBaseUrl }), context);
}

async function meaningOf(request: RawRequest): Promise<string> {
  const connection = opened();
  const [event] = connection.webhook?.events(request) ?? [];
  if (!event) return 'nothing';
  const [meant] = await connection.parse({ ...event, request, receivedAt: new Date(0) });
  if (meant?.type !== 'message') return meant?.type ?? 'nothing';
  if (meant.attachments.length > 0) return 'file';
  return meant.content?.type ?? meant.kind;
}

/** The bodies that this answer becomes on their way to Meta. */
async function bodiesOf(message: Outbound): Promise<Record<string, unknown>[]> {
  const bodies: Record<string, unknown>[] = [];
  await withServer(
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const isMessage = request.url?.endsWith('/messages') === true;
        if (isMessage) bodies.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
        response.end(isMessage ? '{"messages":[{"id":"wamid.1"}]}' : '{"id":"4490709327384033"}');
      });
    },
    (url) => opened(url).send(message),
  );
  return bodies;
}

const to = (kind: 'phone' | 'bsuid', value: string) => outboundTo({ kind, value });
const file = (mediaType: string) => ({
  fileName: 'إيصال.pdf',
  mediaType,
  size: 3,
  url: 'https://sila.example/f',
  open: async () => Readable.from([Buffer.from('abc')]),
});

const phone = to('phone', '+966500000001');
const template = { id: 'follow_up/ar', variables: { '1': 'نورة', '2': '12' } };
const answers: readonly (readonly [string, Outbound])[] = [
  ['a text', phone],
  ['a picture with a caption', { ...phone, attachments: [file('image/png')] }],
  ['a film', { ...phone, attachments: [file('video/mp4')] }],
  ['a voice note', { ...phone, text: '', attachments: [file('audio/ogg')] }],
  ['a document', { ...phone, text: '', attachments: [file('application/pdf')] }],
  ['a template', { ...phone, text: '', template }],
];

/**
 * Judges a body by the schema of its kind. The description puts what all kinds have beside each kind by `allOf`, and then
 * forbids every other property in each of the two, which nothing can obey: here both are one. It leaves out
 * `biz_opaque_callback_data`, which Meta documents ("Webhooks", statuses).
 */
function checker(description: Description) {
  const ajv = new Ajv2020({ strict: false, discriminator: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'meta', ...description });
  return (body: Record<string, unknown>): unknown[] => {
    const kind = String(body['type']);
    const schema = description.components.schemas[`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Message`];
    const parts = (schema?.allOf ?? []).map((part) => resolved(description, part));
    const check = ajv.compile({
      type: 'object',
      required: parts.flatMap((part) => part.required ?? []),
      properties: Object.assign(
        { biz_opaque_callback_data: { type: 'string', maxLength: 512 } },
        ...parts.map(absolute),
      ),
      additionalProperties: false,
    });
    check(body);
    return schema ? (check.errors ?? []) : ['no such kind'];
  };
}

function resolved({ components }: Description, part: Schema): Schema {
  return part.$ref ? (components.schemas[part.$ref.split('/').at(-1) ?? ''] ?? {}) : part;
}

/** Properties whose references lead into the description from outside. */
function absolute({ properties = {} }: Schema): object {
  return JSON.parse(JSON.stringify(properties).replaceAll('"#/components', '"meta#/components')) as object;
}

describe("Meta's own examples of WhatsApp", () => {
  if (!existsSync(FILE)) {
    it('did not run: ../shared/fixtures/whatsapp is not beside this clone', () => {
      process.stdout.write('The examples of WhatsApp did not run: the folder ../shared is missing.\n');
    });
    return;
  }
  const description = parse(readFileSync(FILE, 'utf8')) as Description;
  const body = description.paths['/whatsapp/webhooks']?.post.requestBody.content['application/json'];
  const examples = Object.entries(body?.examples ?? {});
  const errorsIn = checker(description);

  it('are sixteen', () =>
    expect(examples.map(([name]) => name).sort()).toEqual(Object.keys(MEANINGS).sort()));

  it.each(examples)('"%s" enters and means what it is', async (name, { value }) => {
    expect(await meaningOf(signedRequest(value))).toBe(MEANINGS[name]);
  });

  it('are told apart, though some of them share an id', () => {
    const keys = examples.flatMap(([, { value }]) => opened().webhook?.events(signedRequest(value)) ?? []);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(16);
  });

  it('judge our answers by what takes their own and refuses others', () => {
    const own = description.paths['/{Version}/{Phone-Number-ID}/messages']?.post.requestBody;
    const sent = Object.values(own?.content['application/json']?.examples ?? {}).map(({ value }) => value);
    const taken = sent.filter((value) => errorsIn(value as Record<string, unknown>).length === 0);
    expect(taken.length).toBeGreaterThan(15);
    expect(errorsIn({ messaging_product: 'whatsapp', to: '+9665', type: 'text' })).not.toEqual([]);
  });

  it.each(answers)('%s that we send is what the description asks for', async (_name, message) => {
    const bodies = await bodiesOf(message);
    expect(bodies).toHaveLength(1);
    for (const sent of bodies) expect(errorsIn(sent)).toEqual([]);
  });

  it.each(answers)(
    '%s to a person without a number differs in the recipient alone',
    async (_name, message) => {
      const [withNumber = {}] = await bodiesOf(message);
      const [without = {}] = await bodiesOf({ ...message, to: to('bsuid', 'SA.13491208655302741918').to });
      const { to: number, ...rest } = withNumber;
      expect(number).toBe('+966500000001');
      expect(without).toEqual({ ...rest, recipient: 'SA.13491208655302741918' });
    },
  );
});
