import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { MessageView, PostMessage } from '@sila/contracts';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import {
  DomainError,
  onReply,
  type PlannedMessage,
  planReply,
  type SnippetKind,
  snippetKindOf,
  snippetOf,
  windowEndsAt,
  windowIsOpen,
} from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { applyChange } from './change.queries.js';
import { ClaimedWays } from './claimed-ways.service.js';
import { addIdentities } from './contact.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { lockConversation, type LockedConversation } from './conversation.queries.js';
import { destinationOf, type PossibleDestination } from './destination.queries.js';
import { messageByClientId, messageViews, newerMessages } from './message.queries.js';
import { type OutboundDraft, queueOutbound } from './outbound.queries.js';
import { takeUploads, uploadsOf } from './upload.queries.js';

interface Posting {
  readonly staff: CurrentStaff;
  readonly body: PostMessage;
  readonly conversation: LockedConversation;
  readonly id: string;
  readonly now: Date;
}

interface Part extends PlannedMessage {
  readonly id: string;
  readonly first: boolean;
  readonly kind: SnippetKind | null;
}

/** Officers' answers and notes. */
@Injectable()
export class ReplyService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly claimed: ClaimedWays,
    private readonly directory: ChannelDirectory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /**
   * Stores an answer or a note; the answer waits in its lane when this resolves. The same `clientId` again gives the same message
   * (promises.md O-2). Throws `newer-messages` (with them) when others wrote above `lastSeenSeq`, `window-closed`, `no-address`,
   * `channel-refused` and `too-large` when the channel can't take it.
   */
  async post(staff: CurrentStaff, conversationId: string, body: PostMessage): Promise<MessageView> {
    const known = await messageByClientId(sqlOf(this.pool), staff.id, body.clientId);
    await this.access.demand(staff, conversationId, body.kind);
    if (known) return sameConversation(known, conversationId);
    const id = newId();
    const facts = await transactSql(this.pool, (sql) => this.write(sql, staff, conversationId, body, id));
    this.outbox.publish(facts);
    const message =
      facts.length > 0
        ? (await messageViews(sqlOf(this.pool), [id]))[0]
        : await messageByClientId(sqlOf(this.pool), staff.id, body.clientId);
    if (!message) throw new DomainError('internal');
    return message;
  }

  /** The same in a transaction of the caller, who has checked the right to it and publishes the facts. */
  async write(
    sql: Sql,
    staff: CurrentStaff,
    conversationId: string,
    body: PostMessage,
    id: string,
  ): Promise<readonly StoredFact[]> {
    const conversation = await lockConversation(sql, conversationId);
    if (!conversation) throw new DomainError('not-found');
    // A double click reaches this line twice; the second waits for the lock and finds the first's message.
    if (await messageByClientId(sql, staff.id, body.clientId)) return [];
    const posting = { staff, body, conversation, id, now: this.clock.now() };
    return body.kind === 'note' ? this.writeNote(sql, posting) : this.writeReply(sql, posting);
  }

  private async writeNote(
    sql: Sql,
    { staff, body, conversation, id, now }: Posting,
  ): Promise<readonly StoredFact[]> {
    const changed = await applyChange(sql, {
      conversationId: conversation.id,
      patch: {},
      event: { type: 'message', at: now, byId: staff.id },
      message: {
        id,
        direction: 'note',
        text: body.text,
        shownAt: now,
        createdAt: now,
        authorId: staff.id,
        status: 'received',
        clientScope: staff.id,
        clientId: body.clientId,
      },
    });
    await takeUploads(sql, staff.id, id, body.attachments, null);
    return changed?.facts ?? [];
  }

  private async writeReply(sql: Sql, posting: Posting): Promise<readonly StoredFact[]> {
    const { staff, body, conversation, id, now } = posting;
    if (conversation.status === 'closed') throw new DomainError('not-open');
    await refuseOverNewer(sql, posting);
    const to = await this.destination(sql, posting);
    const account = await this.directory.account(to.channelAccountId);
    refuseWhatCannotGo(account, to, body, now);
    const text = body.template ? templateText(account, body.template) : body.text;
    const files = await uploadsOf(sql, staff.id, body.attachments);
    const at = to.isFirst ? { ...to, identityId: await firstWordTo(sql, conversation, to, now) } : to;
    const facts: StoredFact[] = [];
    for (const [index, part] of planReply(text, files, account.capabilities).entries()) {
      facts.push(
        ...(await this.writePart(sql, posting, account, at, {
          ...part,
          id: index === 0 ? id : newId(),
          first: index === 0,
          kind: snippetKindOf(
            null,
            files.filter((file) => part.attachments.includes(file.id)),
          ),
        })),
      );
    }
    return facts;
  }

  private async destination(
    sql: Sql,
    { staff, conversation, body, now }: Posting,
  ): Promise<PossibleDestination> {
    if (body.claim) return this.claimed.take(sql, staff, conversation.contactId, body, now);
    const reaching = await this.directory.reaching();
    const to = await destinationOf(sql, staff, conversation.id, conversation.contactId, body, reaching);
    if (!to) throw new DomainError('no-address');
    return to;
  }

  /** The first part is the message the officer posted; the others carry the files it could not. */
  private async writePart(
    sql: Sql,
    { staff, body, conversation, now }: Posting,
    account: OpenAccount,
    to: PossibleDestination,
    part: Part,
  ): Promise<readonly StoredFact[]> {
    const changed = await queueOutbound(sql, {
      conversationId: conversation.id,
      to: { ...to, channel: account.channel.name },
      message: {
        ...replyRow({ staff, body, conversation, now, part }, account),
        sendAt: this.undoneUntil(account, now),
      },
      patch: {
        ...onReply(conversation, now),
        ...(part.first
          ? { snippet: snippetOf(part.text), snippetKind: part.kind, snippetDirection: 'out' }
          : {}),
        lastMessageAt: now,
        channelAccountId: account.id,
        lastOfficerId: staff.id,
      },
      byId: staff.id,
      answers: part.first ? 1 : 0,
    });
    await takeUploads(sql, staff.id, part.id, part.attachments, account.capabilities.attachments);
    return changed.facts;
  }

  /** Until then the officer may take the answer back; null where it goes at once. */
  private undoneUntil({ capabilities }: OpenAccount, now: Date): Date | null {
    const rest = this.clock.rest(capabilities.undoSeconds * 1_000);
    return rest > 0 ? new Date(now.getTime() + rest) : null;
  }
}

/** Makes a proven number known on an account that it never wrote to. What comes from it there is asserted only. */
function firstWordTo(
  sql: Sql,
  { contactId }: LockedConversation,
  { channelAccountId, kind, value, name }: PossibleDestination,
  now: Date,
): Promise<string> {
  return addIdentities(
    sql,
    channelAccountId,
    { kind, value, name, assurance: 'asserted', aliases: [] },
    contactId,
    now,
  );
}

async function refuseOverNewer(sql: Sql, { body, conversation, staff }: Posting): Promise<void> {
  if (body.lastSeenSeq === undefined || body.lastSeenSeq >= conversation.seq) return;
  const newer = await newerMessages(sql, conversation.id, body.lastSeenSeq, staff.id);
  if (newer.length > 0) throw new DomainError('newer-messages', { messages: newer, seq: conversation.seq });
}

function refuseWhatCannotGo(
  account: OpenAccount,
  to: PossibleDestination,
  body: PostMessage,
  now: Date,
): void {
  const { capabilities } = account;
  if (!account.enabled || !capabilities.outbound)
    throw new DomainError('no-address', { reason: 'account-disabled' });
  if (to.unreachable) throw new DomainError('no-address', { reason: 'unreachable' });
  if (body.text.length > capabilities.maxLength && !capabilities.splits)
    throw new DomainError('channel-refused', { reason: 'too-long', maxLength: capabilities.maxLength });
  if (body.template && !capabilities.templates)
    throw new DomainError('channel-refused', { reason: 'no-templates' });
  if (body.template || windowIsOpen(capabilities, to.lastInboundAt, now)) return;
  throw new DomainError('window-closed', {
    windowEndsAt: windowEndsAt(capabilities, to.lastInboundAt)?.toISOString(),
  });
}

function replyRow(
  { staff, body, conversation, now, part }: Omit<Posting, 'id'> & { part: Part },
  account: OpenAccount,
): Omit<OutboundDraft['message'], 'sendAt'> {
  const { subject } = account.capabilities;
  return {
    id: part.id,
    direction: 'out',
    text: part.text,
    subject: subject ? (body.subject ?? conversation.subject) : null,
    shownAt: now,
    createdAt: now,
    authorId: staff.id,
    providerId:
      account.connection.providerIdFor?.({ messageId: part.id, conversationId: conversation.id }) ?? null,
    clientScope: part.first ? staff.id : null,
    clientId: part.first ? body.clientId : null,
    template: part.first ? (body.template ?? null) : null,
  };
}

/** The text a template will say, so that the thread shows what the person reads. */
function templateText(account: OpenAccount, wanted: NonNullable<PostMessage['template']>): string {
  const template = account.connection.templates?.find((entry) => entry.id === wanted.id);
  if (!template) throw new DomainError('channel-refused', { reason: 'unknown-template' });
  return template.body.replace(
    /\{\{\s*([^}\s]+)\s*\}\}/g,
    (whole, name: string) => wanted.variables[name] ?? whole,
  );
}

function sameConversation(message: MessageView, conversationId: string): MessageView {
  if (message.conversationId !== conversationId) throw new DomainError('conflict', { field: 'clientId' });
  return message;
}
