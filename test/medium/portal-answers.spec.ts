import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type CurrentStaff, system } from '@sila/access';
import type { DraftKey, FormReceipt } from '@sila/contracts';
import { ConversationReader, ReplyService } from '@sila/conversations';
import { ChannelAccountService, QueueService, SettingService } from '@sila/directory';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { FormAnswersService } from '../../apps/api/src/portal/form-answers.service.js';
import { eventually } from '../support/eventually.js';
import { addOfficer, type Stack, startStack } from '../support/stack.js';
import { ANSWERS, CANARY, openForm, Phone } from './portal.support.js';
import { signedIn, startApi } from './visitor.support.js';

const MAIL = 'noura@example.org';

interface Place {
  readonly conversationId: string;
  readonly messageId: string;
  readonly queue: string;
  readonly [column: string]: unknown;
}

describe('What officers do with a form of the portal', () => {
  let stack: Stack;
  let api: NestFastifyApplication;
  let form: string;
  let mailbox: string;
  let officer: CurrentStaff;
  const mails: { readonly to: readonly string[]; readonly text: string }[] = [];
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username = '' }, _session, done) => done(null, { user: username }),
    onData: (stream, session, done) => {
      const keep = async () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: await textOf(stream) });
        done();
      };
      void keep();
    },
  });
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    stack = await startStack('postgres');
    api = await startApi(stack);
    form = await openForm(stack);
    mailbox = await addMailbox();
    officer = await signedIn(stack, await addOfficer(stack, 'maha', ['relations']));
  }, 120_000);
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
    server.close();
  });

  async function addMailbox(): Promise<string> {
    const closed = { imapHost: '127.0.0.1', imapPort: 9, imapSecurity: 'none' };
    const { port } = server.server.address() as AddressInfo;
    const account = await stack.app.get(ChannelAccountService, { strict: false }).create(system('test'), {
      channel: 'email',
      label: 'البريد',
      queueId: null,
      webhookUrl: null,
      settings: {
        address: 'help@charity.example',
        displayName: 'الجمعية',
        user: 'help@charity.example',
        password: 'password-of-the-mailbox',
        ...closed,
        smtpHost: '127.0.0.1',
        smtpPort: port,
        smtpSecurity: 'none',
      },
    });
    return account.id;
  }
  const sent = async (answers: object): Promise<Place> => {
    const phone = new Phone(api);
    await phone.begin(form);
    const { reference } = (await phone.submit({ ...ANSWERS, ...answers })).json<FormReceipt>();
    return eventually(async () => {
      const [row] = await stack.database.query<Place>(
        `SELECT m.conversation_id AS "conversationId", m.id AS "messageId", q.key AS queue FROM message m
         JOIN conversation c ON c.id = m.conversation_id JOIN queue q ON q.id = c.queue_id
         WHERE m.meta->'form'->>'reference' = $1`,
        [reference],
      );
      if (!row) throw new Error('it has not come');
      return row;
    });
  };
  const detailOf = (conversationId: string) =>
    stack.app.get(ConversationReader, { strict: false }).detail(officer, conversationId);
  const reply = (conversationId: string, to: object) =>
    stack.app.get(ReplyService, { strict: false }).post(officer, conversationId, {
      clientId: randomUUID(),
      kind: 'reply',
      text: 'وصلنا طلبكم وسنتواصل معكم.',
      attachments: [],
      ...to,
    });

  it('answer it at the address that the person gave, and nowhere else', async () => {
    const { conversationId } = await sent({ email: MAIL });
    const options = (await detailOf(conversationId)).replyOptions;
    expect(
      options.map(({ address, canSend, blockedBy, claim }) => [address, canSend, blockedBy, claim]),
    ).toEqual([
      [expect.any(String), false, 'channel-inbound-only', null],
      ['+966551234567', false, 'window-closed', { kind: 'phone', value: '+966551234567' }],
      [MAIL, true, null, { kind: 'email', value: MAIL }],
    ]);
    const stranger = { kind: 'email', value: 'somebody@example.org' } as const;
    await expect(reply(conversationId, { channelAccountId: mailbox, claim: stranger })).rejects.toThrow(
      'no-address',
    );
    await expect(reply(conversationId, {})).rejects.toThrow('no-address');
    const claim = { kind: 'email', value: MAIL } as const;
    await reply(conversationId, { channelAccountId: mailbox, claim });
    const identities = await stack.database.query(
      `SELECT i.assurance, c.id FROM identity i JOIN conversation c ON c.contact_id = i.contact_id WHERE i.value = $1`,
      [MAIL],
    );
    expect(identities).toEqual([{ assurance: 'claimed', id: conversationId }]);
    const again = (await detailOf(conversationId)).replyOptions.filter(({ address }) => address === MAIL);
    expect(again.map(({ claim: given, canSend }) => [given, canSend])).toEqual([[null, true]]);
  });

  it('see identity numbers whole only by asking, and that is written down', async () => {
    const { conversationId, messageId } = await sent({});
    const answers = api.get(FormAnswersService, { strict: false });
    const { lines } = await answers.reveal(officer, messageId);
    expect(lines.map(({ field, value }) => [field, value])).toEqual([
      ['national-id', CANARY.nid],
      ['iban', CANARY.iban],
    ]);
    const [entry] = await stack.database.query(
      `SELECT actor_id AS actor, action, object_id AS object, fields FROM audit_entry WHERE action = 'form.reveal'`,
    );
    expect(entry).toEqual({
      actor: officer.id,
      action: 'form.reveal',
      object: messageId,
      fields: ['national-id', 'iban'],
    });
    const outsider = await signedIn(stack, await addOfficer(stack, 'sara', []));
    await expect(answers.reveal(outsider, messageId)).rejects.toThrow('not-found');
    const reader = stack.app.get(ConversationReader, { strict: false });
    const { items } = await reader.list(officer, { view: 'all', limit: 30, q: CANARY.nid });
    expect(items).toEqual([]);
    expect(conversationId).toBeTruthy();
  });

  it('get it in the queue that a rule names for this form', async () => {
    const settings = stack.app.get(SettingService, { strict: false });
    const research = await stack.app.get(QueueService, { strict: false }).findByKey('research');
    const { version, value } = await settings.routing();
    const rule = {
      id: 'help',
      name: 'طلبات',
      when: { form: ['help-request'] },
      queueId: research?.id ?? '',
      priority: 0,
      needs: [],
    };
    await settings.put(system('test'), 'routing', { version, value: { ...value, rules: [rule] } });
    await eventually(async () => expect((await sent({})).queue).toBe('research'));
  });

  it('need not help somebody who changed the phone: a code comes by mail, works once, and is stored nowhere', async () => {
    const phone = new Phone(api);
    await phone.begin(form);
    await phone.save({ name: 'نورة' });
    const tied = await phone.call({
      method: 'POST',
      url: 'draft/code',
      body: { contact: 'Back@Example.org' },
    });
    expect(tied.json()).toEqual({ code: null });
    const other = new Phone(api);
    const asked = { contact: 'back@example.org', proof: await other.proof() };
    expect((await other.call({ method: 'POST', url: 'resume/code', body: asked })).statusCode).toBe(204);
    const code = await eventually(async () => {
      const mail = mails.find(({ to }) => to.includes('back@example.org'));
      const found = /\b\d{6}\b/.exec(decoded(mail?.text ?? ''))?.[0];
      if (!found) throw new Error('no mail yet');
      return found;
    });
    const arabic = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    const resumed = await other.resume('back@example.org', arabic);
    expect(resumed.statusCode).toBe(200);
    other.token = resumed.json<DraftKey>().token;
    expect((await other.draft()).answers).toEqual({ name: 'نورة' });
    expect((await other.resume('back@example.org', code)).statusCode).toBe(401);
    const stored = await stack.database.query(
      `SELECT 1 FROM message m WHERE m.text LIKE '%' || $1 || '%' UNION ALL SELECT 1 FROM form_submission f WHERE f.code_hash = $1`,
      [code],
    );
    expect(stored).toEqual([]);
  });
});

/** The plain text of a mail whose body is base64. */
function decoded(mail: string): string {
  const [, body = ''] = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail) ?? [];
  return /content-transfer-encoding: base64/i.test(mail) ? Buffer.from(body, 'base64').toString() : body;
}
