import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount, SettingService } from '@sila/directory';
import { chooseConversation, type ConversationChoice, type InboundMessage, isOpen } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import { attachInbound } from './attachment.queries.js';
import { applyChanges } from './change.queries.js';
import { applyEarlyChanges } from './early.queries.js';
import { findContact, type FoundContact } from './contact.queries.js';
import {
  type Addressed,
  candidatesOf,
  insertConversation,
  type KnownConversation,
  lockConversation,
  lockNewestOpen,
  type LockedConversation,
  referencedConversation,
} from './conversation.queries.js';
import { queueFor, type QueueSetting } from './first-queue.js';
import { insertScan } from './letter.queries.js';
import { NoticeService } from './notice.service.js';
import { append, type Appended, isScan, type PreparedMessage } from './received-message.js';
import { giveTicket } from './ticket.queries.js';

export interface Received {
  readonly conversationId: string;
  readonly messageId: string;
  readonly facts: readonly StoredFact[];
}

/** A message on its way in, with the account it came to. */
export interface Arrival {
  readonly accountId: string;
  readonly prepared: PreparedMessage;
}

export interface KnownReceived {
  /** For each group the conversations of its messages; null where it is not written. */
  readonly conversations: readonly (readonly string[] | null)[];
  /** Writes them, in the same transaction. Publish the facts once it has committed. */
  readonly write: () => Promise<readonly StoredFact[]>;
}

interface Opening {
  readonly account: OpenAccount;
  readonly prepared: PreparedMessage;
  readonly addressed: Addressed;
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
    const setting = { association, routing, version };
    return this.receiveNew(sql, account, prepared, setting, this.clock.now());
  }

  /**
   * The short way of most messages, many at a time: somebody known goes on with what they have open. Each group can be written as
   * a whole or, where it must go the long way, not at all. Their rows are locked; `write` writes them.
   */
  async receiveKnown(sql: Sql, groups: readonly (readonly Arrival[])[]): Promise<KnownReceived> {
    const now = this.clock.now();
    const openings = await Promise.all(groups.map((group) => this.openingsOf(group, now)));
    const senders = openings.flatMap((opening) => opening ?? []).map(({ addressed }) => addressed);
    const found = senders.length > 0 ? await lockNewestOpen(sql, senders) : [];
    let next = 0;
    const known = openings.map((opening) => {
      const own = opening?.map((one) => ({ ...one, conversation: found[next++] ?? null }));
      return own && own.every(isKnown) ? own : null;
    });
    const conversations = known.map((group) => group?.map(({ conversation }) => conversation.id) ?? null);
    const appended = appendedInOrder(
      known.flatMap((group) => group ?? []),
      now,
    );
    return { conversations, write: () => writeAppended(sql, appended, now) };
  }

  /** What each message of a group begins with; null when one of them can't go the short way. */
  private async openingsOf(group: readonly Arrival[], now: Date): Promise<readonly Opening[] | null> {
    const openings = await Promise.all(
      group.map(async ({ accountId, prepared }) => ({
        account: await this.directory.account(accountId),
        prepared,
        addressed: { channelAccountId: accountId, from: prepared.message.from },
      })),
    );
    return openings.every(({ account, prepared }) => goesOn(account, prepared.message, now))
      ? openings
      : null;
  }

  /** The long way: perhaps a new person, a new conversation, or one that is opened again. */
  private async receiveNew(
    sql: Sql,
    account: OpenAccount,
    prepared: PreparedMessage,
    setting: QueueSetting,
    now: Date,
  ): Promise<Received> {
    const { reopenHours, hours } = setting.association;
    const contact = await findContact(sql, account.id, prepared.message.from, now);
    const choice = await this.choose(sql, account, prepared.message, contact, reopenHours, now);
    const conversation = await this.openConversation(sql, choice, account, prepared, contact, setting, now);
    const appended = append(account, conversation, prepared, contact, now);
    const written = { conversationId: conversation.id, messageId: appended.change.message.id };
    const facts = await writeAppended(sql, [appended], now);
    const isFirst = choice.kind === 'new' && !prepared.message.automatic && prepared.kind === 'text';
    if (!isFirst || isOpen(hours, now)) return { ...written, facts };
    const notice = await this.notices.queue(sql, conversation, 'outOfHours', now);
    return { ...written, facts: [...facts, ...notice] };
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
    setting: QueueSetting,
    now: Date,
  ): Promise<LockedConversation> {
    const id = choice.kind === 'new' ? newId() : choice.id;
    if (choice.kind === 'new') {
      const { message } = prepared;
      await insertConversation(sql, {
        id,
        contactId: contact.contactId,
        channelAccountId: account.id,
        ...queueFor(account, prepared, contact.isNew, setting, now),
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
}

/** Writes what was appended, and announces its files. All statements are sent before the first is answered. */
async function writeAppended(
  sql: Sql,
  appended: readonly Appended[],
  now: Date,
): Promise<readonly StoredFact[]> {
  const changes = appended.map(({ change }) => change);
  const [{ facts, awaited }] = await Promise.all([
    applyChanges(sql, changes),
    ...appended.map(({ change, account, prepared }) =>
      attachInbound(sql, change.message.id, account.id, prepared.attachments, now),
    ),
    ...appended
      .filter(({ account, prepared }) => isScan(account, prepared))
      .map(({ change, account }) =>
        insertScan(sql, change.message.id, change.conversationId, account.id, now),
      ),
    ...appended.map((one) => giveTicket(sql, one, now)),
  ]);
  const all = [...facts];
  for (const { change, account, prepared } of appended)
    if (awaited.includes(change.message.id))
      all.push(...(await applyEarlyChanges(sql, account.id, prepared.message.providerId, now)));
  return all;
}

/** Whether the rule would let this message go on with what its sender has open, whoever that is. */
function goesOn(account: OpenAccount, message: InboundMessage, now: Date): boolean {
  if (message.references.length > 0) return false;
  const { continuity } = account.capabilities;
  const open = { id: '', status: 'open', closedAt: null } as const;
  const rule = { continuity, referenced: null, newestOpen: open, newestClosed: null, reopenHours: 0, now };
  return chooseConversation(rule).kind === 'existing';
}

function isKnown(
  opening: Opening & { conversation: KnownConversation | null },
): opening is Opening & { conversation: KnownConversation } {
  return opening.conversation !== null;
}

/** Several messages of one conversation build upon each other. */
function appendedInOrder(
  known: readonly (Opening & { conversation: KnownConversation })[],
  now: Date,
): Appended[] {
  const states = new Map<string, LockedConversation>();
  return known.map(({ account, prepared, conversation }) => {
    const contact = { identityId: conversation.identityId, contactId: conversation.personId, isNew: false };
    const state = states.get(conversation.id) ?? conversation;
    const appended = append(account, state, prepared, contact, now);
    states.set(conversation.id, { ...state, ...appended.change.patch } as LockedConversation);
    return appended;
  });
}
