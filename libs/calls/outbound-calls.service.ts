import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { CallView, StartCall } from '@sila/contracts';
import {
  addIdentities,
  applyChange,
  assignTo,
  CallOptions,
  ConversationAccess,
  isOnCall,
  lockContact,
  lockConversation,
  type LockedConversation,
} from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import { CALLED, DomainError, onReopen } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CallInHand } from './call-in-hand.js';
import { CallReader } from './call-reader.service.js';
import { insertCall } from './call.queries.js';
import { callByClientId } from './outbound.queries.js';

/** An officer's own softphone rings first; a call that nobody takes is over after this, in milliseconds. */
const OWN_RINGING_MS = 70_000;

/** Whom to call, and for which request of theirs. */
export interface Target {
  /** Their number when it is known; else the one of the conversation. */
  readonly address?: string;
  readonly callbackId?: string;
}

interface Starting extends Target {
  readonly staff: CurrentStaff;
  readonly account: OpenAccount;
  readonly clientId: string;
  readonly now: Date;
}

/** Calls that officers make: from a conversation, or back to somebody who asked for it. */
@Injectable()
export class OutboundCalls {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly directory: ChannelDirectory,
    private readonly options: CallOptions,
    private readonly reader: CallReader,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /**
   * Rings at the officer, then at the person. The same clientId again gives the same call. Throws `no-address` without a number
   * or a line, `conflict` while the officer is on a call.
   */
  async start(
    staff: CurrentStaff,
    conversationId: string,
    body: StartCall,
    target: Target = {},
  ): Promise<CallView> {
    await this.access.demand(staff, conversationId, 'reply');
    const known = await callByClientId(sqlOf(this.pool), staff.id, body.clientId);
    if (known) return this.reader.view(staff, known);
    const account = await this.line(body.channelAccountId);
    const starting = { ...target, staff, account, clientId: body.clientId, now: this.clock.now() };
    const facts = await transactSql(this.pool, (sql) => this.write(sql, conversationId, starting));
    this.outbox.publish(facts);
    const made = await callByClientId(sqlOf(this.pool), staff.id, body.clientId);
    if (!made) throw new DomainError('internal');
    return this.reader.view(staff, made);
  }

  private async line(accountId: string | undefined): Promise<OpenAccount> {
    const lines = (await this.directory.enabled()).filter(({ capabilities }) => capabilities.voice);
    const line = accountId ? lines.find(({ id }) => id === accountId) : lines[0];
    if (!line) throw new DomainError('no-address', { reason: 'no-line' });
    return line;
  }

  private async write(sql: Sql, conversationId: string, starting: Starting): Promise<readonly StoredFact[]> {
    const { staff, clientId, callbackId } = starting;
    const contactId = await contactOf(sql, conversationId);
    await lockContact(sql, contactId);
    const conversation = await lockConversation(sql, conversationId);
    if (!conversation) throw new DomainError('not-found');
    // A double click reaches this line twice; the second waits for the lock and finds the first's call.
    if (await callByClientId(sql, staff.id, clientId)) return [];
    if (await isOnCall(sql, staff.id)) throw new DomainError('conflict', { reason: 'on-a-call' });
    const owned = await this.own(sql, conversation, starting);
    if (callbackId) await sql.query('UPDATE callback SET calls = calls + 1 WHERE id = $1', [callbackId]);
    return [...owned, ...(await this.place(sql, conversation, starting))];
  }

  /** Who calls about a matter that nobody owns, owns it. */
  private async own(sql: Sql, conversation: LockedConversation, { staff, now }: Starting) {
    if (conversation.assigneeId) return [];
    const { queueId } = conversation;
    const owner = { assigneeId: staff.id, queueId, byId: staff.id, reason: { code: 'calls' } as const };
    return assignTo(sql, conversation, owner, now);
  }

  private async place(sql: Sql, conversation: LockedConversation, starting: Starting) {
    const { staff, account, now, callbackId } = starting;
    const caller = await this.callee(sql, conversation, starting);
    const [id, messageId] = [newId(), newId()];
    const facts = await writeMessage(sql, conversation, starting, { id: messageId, ...caller });
    await insertCall(sql, {
      id,
      channelAccountId: account.id,
      direction: 'out',
      state: 'ringing',
      caller: caller.sender,
      startedAt: now,
      conversationId: conversation.id,
      messageId,
      queueId: conversation.queueId,
      officerId: staff.id,
      callbackId: callbackId ?? null,
      ringUntil: new Date(now.getTime() + OWN_RINGING_MS),
    });
    const hand = await CallInHand.take(sql, id, now);
    await hand?.addLeg({ role: 'officer', staffId: staff.id });
    await hand?.ask('legs');
    await hand?.tell({}, staff.id);
    return [...facts, ...(hand?.facts ?? [])];
  }

  private async callee(sql: Sql, conversation: LockedConversation, starting: Starting) {
    const { staff, account, address, now } = starting;
    const { id, contactId } = conversation;
    const found = await this.options.numberOf(sql, staff, id, contactId, address);
    if (!found) throw new DomainError('no-address', { reason: 'no-number' });
    const sender = {
      kind: 'phone',
      value: found.value,
      name: found.name,
      assurance: 'asserted',
      aliases: [],
    } as const;
    const identityId = await addIdentities(sql, account.id, sender, contactId, now);
    return { sender, identityId };
  }
}

async function writeMessage(
  sql: Sql,
  conversation: LockedConversation,
  { staff, account, clientId, now }: Starting,
  call: { readonly id: string; readonly identityId: string; readonly sender: { readonly value: string } },
): Promise<readonly StoredFact[]> {
  const changed = await applyChange(sql, {
    conversationId: conversation.id,
    patch: {
      ...(conversation.status === 'closed' ? onReopen() : {}),
      ...CALLED,
      snippetDirection: 'out',
      lastMessageAt: now,
      channelAccountId: account.id,
    },
    event: { type: 'message', at: now, byId: staff.id },
    message: {
      id: call.id,
      direction: 'out',
      kind: 'call',
      text: '',
      shownAt: now,
      createdAt: now,
      channelAccountId: account.id,
      identityId: call.identityId,
      addressKind: 'phone',
      address: call.sender.value,
      authorId: staff.id,
      status: 'sent',
      clientScope: staff.id,
      clientId,
    },
  });
  return changed?.facts ?? [];
}

async function contactOf(sql: Sql, conversationId: string): Promise<string> {
  const rows = await sql.query<{ id: string }>('SELECT contact_id AS id FROM conversation WHERE id = $1', [
    conversationId,
  ]);
  if (!rows[0]) throw new DomainError('not-found');
  return rows[0].id;
}
