import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import type { ConfirmLetter, LetterDetail, TakeLetterStep } from '@sila/contracts';
import { applyChange, applyReceipt, ConversationAccess, lockLineage, lockMessage } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import {
  DomainError,
  type LetterState,
  type Lineage,
  nextSteps,
  numbersIn,
  snippetOf,
  standsFor,
  statusOfStep,
} from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { LetterReader } from './letter-reader.service.js';
import { writeText } from './letter.text.js';
import { type Belonging, makePerson, mayBeSender, moveLetter } from './sender.queries.js';

interface LockedLetter extends Belonging {
  readonly conversationId: string;
  readonly channelAccountId: string;
  readonly state: LetterState;
  readonly direction: 'in' | 'out';
  readonly providerId: string | null;
  readonly queueId: string;
  readonly text: string;
  readonly [column: string]: unknown;
}

interface Work {
  /** People, beside the letter's own, whom the work touches: they are locked before everything else. */
  readonly contactIds: readonly string[];
  run(sql: Sql, letter: LockedLetter, people: Lineage, now: Date): Promise<readonly StoredFact[]>;
}

/** What a person does with a letter: confirms what was read and who wrote it; prints, signs, posts an answer. */
@Injectable()
export class LetterDeskService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly reader: LetterReader,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /**
   * A person compared the text with the scan: it becomes the message, and its sender is known. May be done again to mend it.
   * Throws `conflict` with the numbers that nobody confirmed, or while the letter is still being read.
   */
  async confirm(staff: CurrentStaff, id: string, body: ConfirmLetter): Promise<LetterDetail> {
    await this.access.demandMessage(staff, id, 'reply');
    const open = numbersIn(body.text).filter((number) => !body.numbers.includes(number));
    if (open.length > 0) throw new DomainError('conflict', { reason: 'numbers', numbers: open });
    const { sender } = body;
    return this.change(staff, id, {
      contactIds: 'contactId' in sender ? [sender.contactId] : [],
      run: async (sql, letter, people, now) => {
        if (letter.direction !== 'in' || letter.state === 'reading')
          throw new DomainError('conflict', { reason: 'being-read' });
        await moveLetter(sql, letter, await this.senderOf(sql, staff, letter, sender, people, now));
        return this.writeConfirmed(sql, staff, id, letter, body.text, now);
      },
    });
  }

  private async writeConfirmed(
    sql: Sql,
    staff: CurrentStaff,
    id: string,
    letter: LockedLetter,
    text: string,
    now: Date,
  ): Promise<readonly StoredFact[]> {
    await writeText(sql, id, text);
    await sql.query(
      `UPDATE letter SET state = 'confirmed', state_at = $2, verified_by = $3, verified_at = $2 WHERE message_id = $1`,
      [id, now, staff.id],
    );
    await this.audit.append(sql, staff, { action: 'letter.confirm', objectKind: 'message', objectId: id });
    return letterChange(sql, staff, id, letter, { state: 'confirmed' }, now, { snippet: snippetOf(text) });
  }

  /** The next step of an answer on paper. Posted counts as sent, handed over as delivered, returned as not delivered. */
  async step(staff: CurrentStaff, id: string, step: TakeLetterStep): Promise<LetterDetail> {
    await this.access.demandMessage(staff, id, 'reply');
    return this.change(staff, id, {
      contactIds: [],
      run: async (sql, letter, _people, now) => {
        if (!nextSteps(letter.state).includes(step.state))
          throw new DomainError('conflict', { reason: 'step', state: letter.state });
        await sql.query(
          `UPDATE letter SET state = $2, state_at = $3, reason = $4, tracking_number = coalesce($5, tracking_number)
           WHERE message_id = $1`,
          [id, step.state, now, step.reason || null, step.trackingNumber || null],
        );
        const told = await this.tellStatus(sql, id, letter, step, now);
        const data = { state: step.state, trackingNumber: step.trackingNumber || null };
        return [...told, ...(await letterChange(sql, staff, id, letter, data, now))];
      },
    });
  }

  private async tellStatus(
    sql: Sql,
    messageId: string,
    { channelAccountId, providerId }: LockedLetter,
    step: TakeLetterStep,
    now: Date,
  ): Promise<readonly StoredFact[]> {
    const status = statusOfStep(step.state);
    if (!status) return [];
    const failed = status === 'failed';
    return applyReceipt(
      sql,
      channelAccountId,
      {
        type: 'receipt',
        providerId,
        messageId,
        status,
        errorCode: failed ? 'letter-returned' : null,
        errorDetail: failed ? step.reason || null : null,
        needsTemplate: false,
        deadAddress: null,
        at: now,
      },
      now,
    );
  }

  /** Who wrote the letter, as the person at the desk says. Throws `not-found` for people they may not know of. */
  private async senderOf(
    sql: Sql,
    staff: CurrentStaff,
    letter: LockedLetter,
    sender: ConfirmLetter['sender'],
    people: Lineage,
    now: Date,
  ): Promise<string> {
    if ('name' in sender) return makePerson(sql, sender.name, now);
    const contactId = standsFor(people, sender.contactId);
    if (contactId === standsFor(people, letter.contactId)) return letter.contactId;
    if (!(await mayBeSender(sql, staff, letter, contactId)))
      throw new DomainError('not-found', { field: 'sender' });
    return contactId;
  }

  private async change(staff: CurrentStaff, id: string, work: Work): Promise<LetterDetail> {
    const facts = await transactSql(this.pool, async (sql) => {
      const people = await lockPeople(sql, id, work.contactIds);
      const message = await lockMessage(sql, id);
      const letter = message && (await lockedLetter(sql, id));
      if (!letter) throw new DomainError('not-found');
      await this.access.demand(staff, letter.conversationId, 'reply', sql);
      if (!people.has(letter.contactId)) throw new DomainError('conflict', { reason: 'moved' });
      return work.run(sql, letter, people, this.clock.now());
    });
    this.outbox.publish(facts);
    return this.reader.detail(staff, id);
  }
}

/** All people that an act touches, in the order of every writer, before the conversation: two acts never wait for each other. */
async function lockPeople(sql: Sql, id: string, others: readonly string[]): Promise<Lineage> {
  const own = await sql.query<{ contactId: string }>(
    `SELECT i.contact_id AS "contactId" FROM message m JOIN identity i ON i.id = m.identity_id WHERE m.id = $1
     UNION SELECT c.contact_id FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = $1`,
    [id],
  );
  return lockLineage(sql, [...own.map(({ contactId }) => contactId), ...others]);
}

async function lockedLetter(sql: Sql, id: string): Promise<LockedLetter | null> {
  const rows = await sql.query<LockedLetter>(
    `SELECT l.conversation_id AS "conversationId", l.channel_account_id AS "channelAccountId", l.state, l.direction,
            m.provider_id AS "providerId", i.id AS "identityId", i.contact_id AS "contactId", c.queue_id AS "queueId", m.text
     FROM letter l JOIN message m ON m.id = l.message_id JOIN identity i ON i.id = m.identity_id
     JOIN conversation c ON c.id = l.conversation_id
     WHERE l.message_id = $1 FOR UPDATE OF l`,
    [id],
  );
  return rows[0] ?? null;
}

async function letterChange(
  sql: Sql,
  staff: CurrentStaff,
  messageId: string,
  { conversationId }: LockedLetter,
  data: Readonly<Record<string, unknown>>,
  now: Date,
  patch: Readonly<Record<string, unknown>> = {},
): Promise<readonly StoredFact[]> {
  const event = { type: 'letter', at: now, byId: staff.id, messageId, data };
  const changed = await applyChange(sql, { conversationId, patch, event });
  return changed?.facts ?? [];
}
