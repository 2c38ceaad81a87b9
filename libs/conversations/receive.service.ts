import { Injectable } from '@nestjs/common';
import type { AssociationSettings, RoutingSettings } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount, SettingService } from '@sila/directory';
import {
  type AssignmentReason,
  type Candidate,
  chooseConversation,
  type ConversationChoice,
  type Fact,
  isOpen,
  matchRule,
  type InboundMessage,
} from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import { attachInbound } from './attachment.queries.js';
import { applyChange } from './change.queries.js';
import { findContact, type FoundContact } from './contact.queries.js';
import {
  candidatesOf,
  conversationById,
  insertConversation,
  lockConversation,
  type LockedConversation,
  referencedByMessage,
} from './conversation.queries.js';
import { NoticeService } from './notice.service.js';
import { attachmentFacts, claimsOf, messageRow, patchOf, type PreparedMessage } from './received-message.js';

export interface Received {
  readonly conversationId: string;
  readonly facts: readonly StoredFact[];
}

interface Setting {
  readonly association: AssociationSettings;
  readonly routing: RoutingSettings;
}

/** Takes an understood message in: who is it, which conversation, which queue, then one change. */
@Injectable()
export class ReceiveService {
  constructor(
    private readonly settings: SettingService,
    private readonly directory: ChannelDirectory,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  /** Writes one message in the caller's transaction. Publish the facts once it has committed. */
  async receive(sql: Sql, accountId: string, prepared: PreparedMessage): Promise<Received> {
    const [account, { value: association }, { value: routing }] = await Promise.all([
      this.directory.account(accountId),
      this.settings.association(),
      this.settings.routing(),
    ]);
    const now = this.clock.now();
    const contact = await findContact(sql, accountId, prepared.message.from, now);
    const choice = await this.choose(sql, account, prepared.message, contact, association.reopenHours, now);
    const conversation = await this.openConversation(
      sql,
      choice,
      account,
      prepared,
      contact,
      { association, routing },
      now,
    );
    const facts = await this.append(sql, account, conversation, prepared, contact, now);
    const isFirst = choice.kind === 'new' && !prepared.message.automatic && prepared.kind === 'text';
    if (!isFirst || isOpen(association.hours, now)) return { conversationId: conversation.id, facts };
    const notice = await this.notices.queue(sql, conversation, 'outOfHours', now);
    return { conversationId: conversation.id, facts: [...facts, ...notice] };
  }

  private async choose(
    sql: Sql,
    account: OpenAccount,
    message: InboundMessage,
    contact: FoundContact,
    reopenHours: number,
    now: Date,
  ): Promise<ConversationChoice> {
    const referenced = await referencedConversation(sql, account.id, message, contact.contactId);
    const { open, closed } = contact.isNew
      ? { open: null, closed: null }
      : await candidatesOf(sql, contact.contactId);
    const { continuity } = account.capabilities;
    return chooseConversation({
      continuity,
      referenced,
      newestOpen: open,
      newestClosed: closed,
      reopenHours,
      now,
    });
  }

  private async openConversation(
    sql: Sql,
    choice: ConversationChoice,
    account: OpenAccount,
    prepared: PreparedMessage,
    contact: FoundContact,
    setting: Setting,
    now: Date,
  ): Promise<LockedConversation> {
    const id = choice.kind === 'new' ? newId() : choice.id;
    if (choice.kind === 'new') {
      const { message } = prepared;
      await insertConversation(sql, {
        id,
        contactId: contact.contactId,
        channelAccountId: account.id,
        ...queueFor(account, message, contact.isNew, setting, now),
        language: message.language,
        subject: message.subject,
        mayBelongTo: choice.mayBelongTo,
        at: now,
      });
    }
    const conversation = await lockConversation(sql, id);
    if (!conversation) throw new Error('a conversation vanished while its contact was locked');
    return conversation;
  }

  private async append(
    sql: Sql,
    account: OpenAccount,
    conversation: LockedConversation,
    prepared: PreparedMessage,
    contact: FoundContact,
    now: Date,
  ): Promise<StoredFact[]> {
    const { message } = prepared;
    const id = newId();
    const changed = await applyChange(sql, {
      conversationId: conversation.id,
      patch: patchOf(conversation, prepared, account, now),
      event: { type: 'message', at: now },
      message: messageRow(id, prepared, account, contact, now),
      facts: [...waitingFact(conversation), ...attachmentFacts(prepared)],
      figures: { channel: account.channel.name, arrivals: 1, answers: 0 },
    });
    if (!changed) throw new Error('a conversation vanished under its lock');
    await attachInbound(sql, id, account.id, prepared.attachments, now);
    await touchIdentity(sql, contact.identityId, account.id, message, now);
    return [...changed.facts];
  }
}

function queueFor(
  account: OpenAccount,
  message: InboundMessage,
  isNew: boolean,
  setting: Setting,
  now: Date,
) {
  const rule = matchRule(setting.routing.rules, {
    channel: account.channel.name,
    text: `${message.subject ?? ''} ${message.text}`,
    contact: isNew ? 'new' : 'known',
    hours: isOpen(setting.association.hours, now) ? 'open' : 'closed',
    form: null,
  });
  const reason: AssignmentReason = rule ? { code: 'rule', rule: rule.name } : { code: 'default-queue' };
  return {
    queueId: rule?.queueId ?? account.queueId ?? setting.routing.defaultQueueId,
    priority: rule?.priority ?? 0,
    reason,
  };
}

async function referencedConversation(
  sql: Sql,
  accountId: string,
  message: InboundMessage,
  contactId: string,
): Promise<Candidate | null> {
  for (const reference of message.references) {
    const found =
      reference.kind === 'conversation'
        ? await conversationById(sql, reference.id)
        : await referencedByMessage(sql, accountId, reference.ids, contactId);
    if (found) return found;
  }
  return null;
}

/** Somebody must take it when nobody owns it. */
function waitingFact(conversation: LockedConversation): Fact[] {
  if (conversation.assigneeId) return [];
  const { id, queueId } = conversation;
  return [{ type: 'conversation.waiting', stream: id, seq: 0, ids: { conversationId: id, queueId } }];
}

/** The person's last sign of life on this address opens the messaging window; what they typed of themselves is kept as a claim. */
async function touchIdentity(
  sql: Sql,
  identityId: string,
  accountId: string,
  message: InboundMessage,
  now: Date,
): Promise<void> {
  const claims = claimsOf(message);
  await sql.query(
    `WITH account AS (
       UPDATE channel_account SET last_inbound_at = $2
       WHERE id = $4 AND (last_inbound_at IS NULL OR last_inbound_at < $2::timestamptz - interval '5 seconds')
     )
     UPDATE identity SET last_inbound_at = greatest(last_inbound_at, $2), unreachable_at = NULL,
            name = coalesce(name, $3), claims = CASE WHEN $5::jsonb = '[]' THEN claims ELSE $5::jsonb END WHERE id = $1`,
    [identityId, now, message.from.name, accountId, JSON.stringify(claims)],
  );
}
