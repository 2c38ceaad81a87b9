import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import { type BeginLetter, type BegunLetter, postMessage } from '@sila/contracts';
import {
  assignTo,
  insertConversation,
  lockLineage,
  messageByClientId,
  ReplyService,
} from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { type AssignmentReason, DomainError, isMostlyArabic, standsFor } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { type PaperAccount, PaperAccounts } from './paper-accounts.service.js';
import { savePostalAddress } from './postal-address.queries.js';
import { isSeen, makePerson } from './sender.queries.js';

const BY_HAND: AssignmentReason = { code: 'claimed' };

/** Writing first, by post: a letter to somebody who never wrote, or did so by another way. */
@Injectable()
export class FirstLetterService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly accounts: PaperAccounts,
    private readonly replies: ReplyService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /**
   * Begins a conversation of the writer's with a letter, which waits to be printed once it is typeset. The address is kept, so
   * that the composer offers letters to this person from now on. The same `clientId` again gives the same letter. Throws
   * `not-found` for accounts of other queues and people of whom the writer sees no conversation.
   */
  async begin(staff: CurrentStaff, body: BeginLetter): Promise<BegunLetter> {
    demand(staff, 'conversation.read');
    const paper = await this.accounts.demand(staff, body.accountId);
    const facts = await transactSql(this.pool, (sql) => this.write(sql, staff, paper, body));
    this.outbox.publish(facts);
    const message = await messageByClientId(sqlOf(this.pool), staff.id, body.clientId);
    if (!message) throw new DomainError('internal');
    return { conversationId: message.conversationId, messageId: message.id };
  }

  private async write(
    sql: Sql,
    staff: CurrentStaff,
    paper: PaperAccount,
    body: BeginLetter,
  ): Promise<readonly StoredFact[]> {
    // A double click: the second waits here, and finds the letter of the first.
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7311))', [body.clientId]);
    if (await messageByClientId(sql, staff.id, body.clientId)) return [];
    const now = this.clock.now();
    const contactId = await addressee(sql, staff, body.to, now);
    const identityId = await savePostalAddress(sql, paper.account.id, contactId, body.address, now);
    const { conversationId, facts } = await openConversation(sql, staff, paper, contactId, body, now);
    const { clientId, text, subject, accountId: channelAccountId } = body;
    const reply = postMessage.parse({ kind: 'reply', clientId, text, subject, channelAccountId, identityId });
    return [...facts, ...(await this.replies.write(sql, staff, conversationId, reply, newId()))];
  }
}

/** Who the letter is for, locked. */
async function addressee(sql: Sql, staff: CurrentStaff, to: BeginLetter['to'], now: Date): Promise<string> {
  if ('name' in to) return makePerson(sql, to.name, now);
  const contactId = standsFor(await lockLineage(sql, [to.contactId]), to.contactId);
  if (!(await isSeen(sql, staff, contactId))) throw new DomainError('not-found', { field: 'to' });
  return contactId;
}

async function openConversation(
  sql: Sql,
  staff: CurrentStaff,
  { account, queueId }: PaperAccount,
  contactId: string,
  { subject, text }: BeginLetter,
  now: Date,
): Promise<{ readonly conversationId: string; readonly facts: readonly StoredFact[] }> {
  const id = newId();
  await insertConversation(sql, {
    id,
    contactId,
    channelAccountId: account.id,
    queueId,
    priority: 0,
    reason: BY_HAND,
    language: isMostlyArabic(text) ? 'ar' : 'en',
    subject: subject ?? null,
    mayBelongTo: null,
    at: now,
  });
  const owner = { assigneeId: staff.id, queueId, byId: staff.id, reason: BY_HAND };
  return { conversationId: id, facts: await assignTo(sql, { id, version: 0, queueId }, owner, now) };
}
