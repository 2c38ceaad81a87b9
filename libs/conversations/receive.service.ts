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
  lockNewestOpen,
  type LockedConversation,
  referencedByMessage,
} from './conversation.queries.js';
import { insertScan, scannedFact } from './letter.queries.js';
import { NoticeService } from './notice.service.js';
import { attachmentFacts, claimsOf, messageRow, patchOf, type PreparedMessage } from './received-message.js';

export interface Received {
  readonly conversationId: string;
  readonly facts: readonly StoredFact[];
}

interface Setting {
  readonly association: AssociationSettings;
  readonly routing: RoutingSettings;
  /** Of the routing settings. */
  readonly version: number;
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
    const [account, { value: association }, { value: routing, version }] = await Promise.all([
      this.directory.account(accountId),
      this.settings.association(),
      this.settings.routing(),
    ]);
    const now = this.clock.now();
    const known = await this.known(sql, account, prepared.message, now);
    if (known) {
      const facts = await this.append(sql, account, known.conversation, prepared, known.contact, now);
      return { conversationId: known.conversation.id, facts };
    }
    return this.receiveNew(sql, account, prepared, { association, routing, version }, now);
  }

  /** The short way of most messages: somebody known goes on with what they have open. Both rows are locked. */
  private async known(sql: Sql, account: OpenAccount, message: InboundMessage, now: Date) {
    const { continuity } = account.capabilities;
    if (message.references.length > 0 || message.from.aliases.length > 0) return null;
    const open = { id: '', status: 'open', closedAt: null } as const;
    const rule = { continuity, referenced: null, newestOpen: open, newestClosed: null, reopenHours: 0, now };
    if (chooseConversation(rule).kind !== 'existing') return null;
    const conversation = await lockNewestOpen(sql, account.id, message.from);
    if (!conversation) return null;
    const { identityId, personId: contactId } = conversation;
    return { conversation, contact: { identityId, contactId, isNew: false } };
  }

  /** The long way: perhaps a new person, a new conversation, or one that is opened again. */
  private async receiveNew(
    sql: Sql,
    account: OpenAccount,
    prepared: PreparedMessage,
    setting: Setting,
    now: Date,
  ): Promise<Received> {
    const { reopenHours, hours } = setting.association;
    const contact = await findContact(sql, account.id, prepared.message.from, now);
    const choice = await this.choose(sql, account, prepared.message, contact, reopenHours, now);
    const conversation = await this.openConversation(sql, choice, account, prepared, contact, setting, now);
    const facts = await this.append(sql, account, conversation, prepared, contact, now);
    const isFirst = choice.kind === 'new' && !prepared.message.automatic && prepared.kind === 'text';
    if (!isFirst || isOpen(hours, now)) return { conversationId: conversation.id, facts };
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
    const isScan = account.capabilities.paper && prepared.attachments.length > 0;
    const changed = await applyChange(sql, {
      conversationId: conversation.id,
      patch: patchOf(conversation, prepared, account, now),
      event: { type: 'message', at: now },
      message: messageRow(id, prepared, account, contact, now),
      facts: [
        ...waitingFact(conversation),
        ...attachmentFacts(prepared),
        ...(isScan ? [scannedFact(id)] : []),
      ],
      heardFrom: {
        identityId: contact.identityId,
        accountId: account.id,
        name: message.from.name,
        claims: claimsOf(message),
      },
      figures: { channel: account.channel.name, arrivals: 1, answers: 0 },
    });
    if (!changed) throw new Error('a conversation vanished under its lock');
    await attachInbound(sql, id, account.id, prepared.attachments, now);
    if (isScan) await insertScan(sql, id, conversation.id, account.id, now);
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
  const { version } = setting;
  const reason: AssignmentReason = rule
    ? { code: 'rule', rule: rule.name, version }
    : { code: 'default-queue', version };
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
