import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SessionService } from '@sila/access';
import type { ConversationDetail, LedgerRef, PersonPage } from '@sila/contracts';
import { poolOf, sqlOf } from '@sila/database';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { eventually } from '../support/eventually.js';
import { addOfficer, type Stack } from '../support/stack.js';

const REASON = 'هو نفسه';

/** Somebody of the staff, speaking HTTP to an api in this process. Offline, so that nothing is assigned by itself. */
export class Desk {
  private constructor(
    private readonly api: NestFastifyApplication,
    private readonly cookie: string,
    readonly id: string,
  ) {}

  static async open(
    stack: Stack,
    api: NestFastifyApplication,
    name: string,
    queueKeys: readonly string[],
  ): Promise<Desk> {
    const id = await addOfficer(stack, name, queueKeys);
    await stack.database.query(`UPDATE presence SET state = 'offline' WHERE staff_id = $1`, [id]);
    const sql = sqlOf(poolOf(stack.app.get(DataSource)));
    const nowhere = { peer: null, requestId: null, userAgent: null };
    const { token } = await stack.app.get(SessionService, { strict: false }).create(sql, id, nowhere);
    return new Desk(api, `__Host-sila=${token}`, id);
  }

  async call(method: 'GET' | 'POST', url: string, body?: object) {
    const headers = { cookie: this.cookie };
    return this.api.inject({ method, url, headers, ...(body && { payload: body }) });
  }

  /** The answer's status and code. */
  async status(method: 'GET' | 'POST', url: string, body?: object): Promise<string> {
    const answer = await this.call(method, url, body);
    const { code } = answer.body ? answer.json<{ code?: string }>() : {};
    return code ? `${answer.statusCode} ${code}` : String(answer.statusCode);
  }

  async detail(id: string): Promise<ConversationDetail> {
    return (await this.call('GET', `/api/conversations/${id}`)).json();
  }

  async search(q: string): Promise<string[]> {
    const answer = await this.call('GET', `/api/contacts?q=${encodeURIComponent(q)}`);
    return answer.json<PersonPage>().items.map(({ name }) => name);
  }

  merge = (fromId: string, intoId: string) =>
    this.entry(`/api/contacts/${fromId}/merge`, { intoId, reason: REASON });
  move = (identityId: string, contactId: string | null) =>
    this.entry(`/api/identities/${identityId}/move`, { contactId, reason: REASON });
  undo = (entryId: string) => this.entry(`/api/contact-merges/${entryId}/undo`, { reason: 'أشخاص مختلفون' });
  reply = (conversationId: string, identityId: string) =>
    this.status('POST', `/api/conversations/${conversationId}/messages`, {
      clientId: randomUUID(),
      kind: 'reply',
      text: 'مرحبا',
      identityId,
    });

  private async entry(url: string, body: object): Promise<string> {
    const answer = await this.call('POST', url, body);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<LedgerRef>().id;
  }
}

/** Where a message came to stand. */
export interface Place {
  readonly conversationId: string;
  readonly contactId: string;
  readonly identityId: string;
}

/** People who write to a stack by WhatsApp, each message once. */
export class Writers {
  private count = 0;

  constructor(private readonly stack: Stack) {}

  /** Writes a text that occurs once, and waits until it stands somewhere. */
  async say(phone: string, text: string, name = `صاحب ${phone.slice(-4)}`): Promise<Place> {
    await this.send(phone, text, name);
    return this.place(text);
  }

  send(phone: string, text: string, name = '', more: Readonly<Record<string, string>> = {}): Promise<number> {
    this.count += 1;
    return this.stack.whatsappIn({
      ...more,
      From: `whatsapp:${phone}`,
      WaId: phone.slice(1),
      ProfileName: name,
      MessageSid: `SM${String(this.count).padStart(32, 'b')}`,
      Body: text,
    });
  }

  place(text: string): Promise<Place> {
    return eventually(async () => {
      const [row] = await this.stack.database.query<Place & { [column: string]: unknown }>(
        `SELECT m.conversation_id AS "conversationId", c.contact_id AS "contactId", m.identity_id AS "identityId"
         FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.text = $1`,
        [text],
      );
      if (!row) throw new Error('the message does not stand anywhere yet');
      return row;
    });
  }

  /** Everything that must stay as it is, whatever is decided about people. */
  messages(): Promise<unknown[]> {
    return this.stack.database.query(
      'SELECT id, conversation_id, seq, text, identity_id, address_kind, address FROM message ORDER BY id',
    );
  }

  /** Puts a conversation into another queue, owned by nobody. */
  async hide(conversationId: string, queueKey: string): Promise<void> {
    await this.stack.database.query(
      `UPDATE conversation SET assignee_id = NULL, queue_id = (SELECT id FROM queue WHERE key = $2) WHERE id = $1`,
      [conversationId, queueKey],
    );
  }
}
