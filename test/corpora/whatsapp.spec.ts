import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Readable } from 'node:stream';
import type { Outbound, RawRequest } from '../../libs/channels/channel.js';
import { outboundTo, withServer } from '../../libs/channels/fixture.js';
import { signedRequest } from '../../libs/channels/providers/meta/fixtures/signed.request.js';
import { accountSettings } from '../../libs/channels/whatsapp-cloud/account.settings.js';
import { whatsappCloud } from '../../libs/channels/whatsapp-cloud/channel.js';
import { SETTINGS } from '../../libs/channels/whatsapp-cloud/fixtures/payloads.js';
import {
  type Description,
  examplesOf,
  MEANINGS,
  type Schema,
  whatsappDescription,
} from '../support/whatsapp-examples.js';

const context = {
  accountId: 'account',
  webhookUrl: 'https://sila.example/hooks/fixture',
  publicUrl: 'https://sila.example',
  now: () => new Date(),
  sign: () => '',
};

const templates = [
  ...SETTINGS.templates,
  { name: 'named', language: 'ar', body: 'السلام عليكم {{name}}', variables: ['name'] },
  { name: 'fixed', language: 'ar', body: 'السلام عليكم', variables: [] },
];

function opened(apiBaseUrl = 'https://graph.facebook.com') {
  return whatsappCloud.open(accountSettings.parse({ ...SETTINGS, templates, apiBaseUrl }), context);
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
  ['a document with its words', { ...phone, attachments: [file('application/pdf')] }],
  ['a template', { ...phone, text: '', template }],
  [
    'a template with names in it',
    { ...phone, text: '', template: { id: 'named/ar', variables: { name: 'نورة' } } },
  ],
  ['a template of fixed words', { ...phone, text: '', template: { id: 'fixed/ar', variables: {} } }],
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
  const description = whatsappDescription();
  if (!description) {
    it('did not run: ../shared/fixtures/whatsapp is not beside this clone', () => undefined);
    return;
  }
  const examples = examplesOf(description, '/whatsapp/webhooks');
  const errorsIn = checker(description);

  it('are sixteen', () =>
    expect(examples.map(([name]) => name).sort()).toEqual(Object.keys(MEANINGS).sort()));

  it.each(examples)('"%s" enters and means what it is', async (name, value) => {
    expect(await meaningOf(signedRequest(value))).toBe(MEANINGS[name]);
  });

  it('are told apart, though some of them share an id', () => {
    const keys = examples.flatMap(([, value]) => opened().webhook?.events(signedRequest(value)) ?? []);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(16);
  });

  it('judge our answers by what takes their own and refuses others', () => {
    const sent = examplesOf(description, '/{Version}/{Phone-Number-ID}/messages');
    const taken = sent.filter(([, value]) => errorsIn(value as Record<string, unknown>).length === 0);
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
