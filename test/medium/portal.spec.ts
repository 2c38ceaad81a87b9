import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '@sila/access';
import type { AttachmentView, DraftCode, DraftKey, FormReceipt, PortalStart } from '@sila/contracts';
import { SettingService } from '@sila/directory';
import { Intake } from '@sila/intake';
import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import { type Stack, startStack } from '../support/stack.js';
import { ANSWERS, CANARY, openForm, Phone } from './portal.support.js';
import { startApi } from './visitor.support.js';

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

interface Written {
  readonly text: string;
  readonly conversationId: string;
  readonly meta: { readonly form: { readonly reference: string; readonly version: number } };
  readonly files: string;
  readonly [column: string]: unknown;
}

describe.each(['postgres', 'redis'] as const)('A form of the portal, with %s as queue store', (store) => {
  let stack: Stack;
  let api: NestFastifyApplication;
  let account: string;
  beforeAll(async () => {
    stack = await startStack(store);
    api = await startApi(stack);
    account = await openForm(stack);
  }, 120_000);
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
  });

  const begun = async (): Promise<Phone> => {
    const phone = new Phone(api);
    expect(await phone.begin(account)).toBe(201);
    return phone;
  };
  const written = (reference: string): Promise<Written> =>
    eventually(
      async () => {
        const rows = await stack.database.query<Written>(
          `SELECT m.text, m.meta, m.conversation_id AS "conversationId",
             (SELECT count(*) FROM attachment a WHERE a.message_id = m.id AND a.state = 'ready') AS files
           FROM message m WHERE m.direction = 'in' AND m.meta->'form'->>'reference' = $1`,
          [reference],
        );
        if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} messages`);
        return rows[0];
      },
      { within: 30_000 },
    );

  it('offers only what is open and defined', async () => {
    const start = (await new Phone(api).call({ url: 'start' })).json<PortalStart>();
    expect(start.forms.map(({ accountId, form }) => [accountId, form.name])).toEqual([
      [account, 'help-request'],
    ]);
    expect(JSON.stringify(start)).not.toMatch(/portal help-request|queue/);
  });

  it('is a conversation with its answers once it was sent, however often it is sent', async () => {
    const phone = await begun();
    const file = (await phone.upload('عقد.jpg', 'image/jpeg', JPEG)).json<AttachmentView>();
    const answers = { ...ANSWERS, lease: [file.id] };
    const receipts = await Promise.all(Array.from({ length: 4 }, () => phone.submit(answers)));
    expect(receipts.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const references = new Set(receipts.map((answer) => answer.json<FormReceipt>().reference));
    expect(references.size).toBe(1);
    const [reference = ''] = references;
    expect(reference).toMatch(/^\d{8}$/);
    const message = await written(reference);
    expect(message.text).toContain('رقم الجوال: +966551234567');
    expect(message.text).toContain(`رقم الطلب: ${reference}`);
    expect(message.text).toContain('رقم الهوية أو الإقامة: ••••••1847');
    expect(message.files).toBe('1');
    expect(message.meta.form.version).toBe(1);
    expect((await phone.submit({ ...answers, name: 'غيرها' })).json<FormReceipt>()).toEqual({ reference });
    expect((await phone.draft()).reference).toBe(reference);
  });

  it('keeps identity and bank numbers sealed: nowhere in the database are they to be read', async () => {
    const phone = await begun();
    await phone.save(ANSWERS);
    await written((await phone.submit()).json<FormReceipt>().reference);
    const tables = await stack.database.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'bullmq') AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const found = await stack.database.query(
        `SELECT 1 FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%' OR t::text LIKE '%' || $3 || '%' LIMIT 1`,
        [CANARY.nid, CANARY.iban, ANSWERS['national-id']],
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('gives claims and no more of who somebody says they are', async () => {
    const phone = await begun();
    const { reference } = (
      await phone.submit({ ...ANSWERS, email: 'Noura@Example.org' })
    ).json<FormReceipt>();
    const { conversationId } = await written(reference);
    const rows = await stack.database.query(
      `SELECT k.name, i.assurance, i.claims, (SELECT count(*)::int FROM contact_key WHERE contact_id = k.id) AS keys
       FROM conversation c JOIN contact k ON k.id = c.contact_id JOIN identity i ON i.contact_id = k.id WHERE c.id = $1`,
      [conversationId],
    );
    expect(rows).toEqual([
      {
        name: 'نورة السالم',
        assurance: 'claimed',
        claims: [
          { kind: 'phone', value: '+966551234567' },
          { kind: 'email', value: 'noura@example.org' },
        ],
        keys: 0,
      },
    ]);
  });

  it('is checked again by the server, and says which answers are wrong', async () => {
    const phone = await begun();
    const answer = await phone.submit({
      ...ANSWERS,
      'national-id': '1057391840',
      name: ' ',
      'orphans-count': '0',
    });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      {
        details: {
          faults: [
            { field: 'name', code: 'required' },
            { field: 'national-id', code: 'not-a-national-id' },
            { field: 'orphans-count', code: 'too-small' },
          ],
        },
      },
    ]);
    expect(answer.body).not.toContain('1057391840');
    expect((await phone.submit(ANSWERS, { consent: '2020' })).statusCode).toBe(409);
    expect((await phone.submit(ANSWERS, { website: 'https://spam.example' })).statusCode).toBe(400);
    expect((await phone.submit({ ...ANSWERS, lease: [account] })).statusCode).toBe(400);
  });

  it('ends under the questions it was begun with, whatever the settings say meanwhile', async () => {
    const phone = await begun();
    const settings = stack.app.get(SettingService, { strict: false });
    const { version, value } = await settings.forms();
    const title = { ar: 'طلب جديد', en: 'New request' };
    await settings.put(system('test'), 'forms', {
      version,
      value: { ...value, forms: value.forms.map((form) => ({ ...form, title })) },
    });
    expect((await phone.draft()).form.title.en).toBe('Request help');
    const message = await written((await phone.submit()).json<FormReceipt>().reference);
    expect(message.text).toMatch(/^طلب مساعدة/);
    expect(message.meta.form.version).toBe(version);
  });

  it('goes on elsewhere by the code that was written down, once', async () => {
    const phone = await begun();
    await phone.save({ name: 'من الجوال الأول' }, 2);
    const body = { contact: '0559876543' };
    const { code } = (await phone.call({ method: 'POST', url: 'draft/code', body })).json<DraftCode>();
    expect(code).toMatch(/^[A-Z2-9]{8}$/);
    const other = new Phone(api);
    const answers = await Promise.all(
      [1, 2, 3].map(() => other.resume('+966 55 987 6543', `${code}`.toLowerCase())),
    );
    expect(answers.map(({ statusCode }) => statusCode).filter((status) => status === 200)).toEqual([200]);
    other.token = answers.find(({ statusCode }) => statusCode === 200)?.json<DraftKey>().token ?? null;
    expect(await other.draft()).toMatchObject({ answers: { name: 'من الجوال الأول' }, step: 2 });
    expect((await phone.call({ url: 'draft' })).statusCode).toBe(401);
  });

  it('is closed to who guesses: five tries, and the same answer whether a form waits or not', async () => {
    const phone = await begun();
    const body = { contact: 'guess@example.org' };
    const { code } = (await phone.call({ method: 'POST', url: 'draft/code', body })).json<DraftCode>();
    const other = new Phone(api);
    const guesses = await Promise.all(
      Array.from({ length: 5 }, () => other.resume('guess@example.org', 'AAAAAAAA')),
    );
    expect(guesses.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401]);
    const right = await other.resume('guess@example.org', `${code}`);
    const nobody = await other.resume('nobody@example.org', 'AAAAAAAA');
    const plain = (answer: { body: string }) => answer.body.replace(/"requestId":"[^"]+"/, '');
    expect([right.statusCode, plain(right)]).toEqual([nobody.statusCode, plain(nobody)]);
    const ask = async (contact: string) => {
      const asked = { contact, proof: await other.proof() };
      const answer = await other.call({ method: 'POST', url: 'resume/code', body: asked });
      return [answer.statusCode, answer.body];
    };
    expect(await ask('guess@example.org')).toEqual(await ask('nobody@example.org'));
    for (let n = 0; n < 5; n += 1) await other.resume('guess@example.org', 'AAAAAAAA');
    expect((await other.resume('guess@example.org', 'AAAAAAAA')).statusCode).toBe(429);
  });

  it('is not begun without work, nor twice with the same', async () => {
    const phone = new Phone(api);
    const proof = await phone.proof();
    const open = (one: object) =>
      phone.call({
        method: 'POST',
        url: 'drafts',
        body: { accountId: account, version: 1, language: 'ar', proof: one },
      });
    expect((await open({ ...proof, number: proof.number + 1 })).statusCode).toBe(400);
    expect((await open({ challenge: proof.challenge.replace(/^\d/, '9'), number: 1 })).statusCode).toBe(400);
    expect((await open(proof)).statusCode).toBe(201);
    expect((await open(proof)).statusCode).toBe(429);
  });

  it('that nobody understands is shown as such, and holds up no other', async () => {
    const body = Buffer.from(`{"type":"submission","submissionId":"${randomUUID()}","form":{}}`);
    const event = { key: 'poison', accountRef: null, lane: 'poison', pointer: null };
    await api.get(Intake, { strict: false }).accept({
      hookId: null,
      channelAccountId: account,
      request: { method: 'PORTAL', url: '', headers: {}, body },
      events: [event],
      receivedAt: new Date(),
    });
    const phone = await begun();
    await written((await phone.submit()).json<FormReceipt>().reference);
    await eventually(async () => {
      const rows = await stack.database.query(
        `SELECT e.state, m.kind FROM inbound_event e JOIN message m ON m.conversation_id = e.conversation_id
         WHERE e.event_key = 'poison'`,
      );
      expect(rows).toEqual([{ state: 'dead', kind: 'placeholder' }]);
    });
  });

  it('belongs to who holds its key', async () => {
    const [one, two] = [await begun(), await begun()];
    const file = (await one.upload('a.jpg', 'image/jpeg', JPEG)).json<AttachmentView>();
    expect((await two.submit({ ...ANSWERS, lease: [file.id] })).statusCode).toBe(400);
    const stranger = new Phone(api);
    for (const url of ['draft', 'draft/files'])
      expect((await stranger.call({ method: url === 'draft' ? 'GET' : 'POST', url })).statusCode).toBe(401);
    expect((await one.upload('b.bin', 'image/jpeg', Buffer.alloc(6 * 1024 * 1024 + 1))).statusCode).toBe(413);
    expect((await one.call({ method: 'DELETE', url: 'draft' })).statusCode).toBe(204);
    expect((await one.call({ url: 'draft' })).statusCode).toBe(401);
    const left = await stack.database.query('SELECT 1 FROM attachment WHERE id = $1', [file.id]);
    expect(left).toEqual([]);
  });
});
