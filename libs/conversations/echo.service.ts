import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount, SettingService } from '@sila/directory';
import {
  chooseConversation,
  type InboundEcho,
  normaliseText,
  onReply,
  shownAt,
  snippetFor,
} from '@sila/domain';
import { Clock, newId } from '@sila/platform';
import { attachInbound } from './attachment.queries.js';
import type { Change } from './change.js';
import { applyChange } from './change.queries.js';
import { findContact, type FoundContact } from './contact.queries.js';
import {
  candidatesOf,
  insertConversation,
  lockConversation,
  type LockedConversation,
} from './conversation.queries.js';
import { applyEarlyChanges } from './early.queries.js';
import type { InboundOrigin } from './inbound-effects.service.js';
import type { Effect } from './message-change.queries.js';
import { applyReceipt, outboundOf } from './receipt.queries.js';
import { attachmentFacts } from './received-message.js';

interface Echoed {
  readonly echo: InboundEcho;
  readonly origin: InboundOrigin;
  readonly account: OpenAccount;
  readonly contact: FoundContact;
  readonly conversation: LockedConversation;
  readonly now: Date;
}

/** What staff wrote to a person in the provider's own app: an answer by a human, already sent. */
@Injectable()
export class EchoService {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {}

  /** Writes it into the person's thread. An echo of what Sila itself sent only confirms that it went out. */
  async apply(sql: Sql, echo: InboundEcho, origin: InboundOrigin): Promise<Effect> {
    const now = this.clock.now();
    const { channelAccountId } = origin;
    if (await outboundOf(sql, channelAccountId, echo))
      return confirm(sql, channelAccountId, echo, echo.messageId, now);
    const account = await this.directory.account(channelAccountId);
    const sender = { ...echo.to, name: null, assurance: 'asserted', aliases: [] } as const;
    const contact = await findContact(sql, channelAccountId, sender, now);
    const conversation = await this.conversationOf(sql, account, contact.contactId, now);
    // While the conversation's lock was waited for, the provider's answer to the very message may have been written.
    const ours =
      (await outboundOf(sql, channelAccountId, echo)) ??
      (await beingSent(sql, conversation.id, channelAccountId, echo));
    if (ours) return confirm(sql, channelAccountId, echo, ours, now);
    return write(sql, { echo, origin, account, contact, conversation, now });
  }

  /** What the person has open, or had lately: an answer does not open it again. Else a new one in which nobody waits. */
  private async conversationOf(
    sql: Sql,
    account: OpenAccount,
    contactId: string,
    now: Date,
  ): Promise<LockedConversation> {
    const { open, closed } = await candidatesOf(sql, contactId);
    const { reopenHours } = (await this.settings.association()).value;
    const rule = { continuity: 'stream', referenced: null, newestOpen: open, newestClosed: closed } as const;
    const choice = chooseConversation({ ...rule, reopenHours, now });
    const id = choice.kind === 'new' ? await this.begin(sql, account, contactId, now) : choice.id;
    const conversation = await lockConversation(sql, id);
    if (!conversation) throw new Error('a conversation vanished while its contact was locked');
    return conversation;
  }

  private async begin(sql: Sql, account: OpenAccount, contactId: string, now: Date): Promise<string> {
    const { value, version } = await this.settings.routing();
    const id = newId();
    await insertConversation(sql, {
      id,
      contactId,
      channelAccountId: account.id,
      queueId: account.queueId ?? value.defaultQueueId,
      priority: 0,
      reason: { code: 'default-queue', version },
      language: null,
      subject: null,
      mayBelongTo: null,
      at: now,
    });
    return id;
  }
}

async function write(sql: Sql, echoed: Echoed): Promise<Effect> {
  const { echo, origin, conversation, now } = echoed;
  const id = newId();
  const changed = await applyChange(sql, changeOf(id, echoed));
  if (!changed) throw new Error('a conversation vanished under its lock');
  await attachInbound(sql, id, origin.channelAccountId, origin.attachments, now);
  const early = changed.awaited
    ? await applyEarlyChanges(sql, origin.channelAccountId, echo.providerId, now)
    : [];
  return { conversationId: conversation.id, facts: [...changed.facts, ...early], ignored: null };
}

function changeOf(id: string, { echo, origin, account, contact, conversation, now }: Echoed): Change {
  return {
    conversationId: conversation.id,
    patch: {
      ...onReply(conversation, now),
      ...snippetFor({ ...echo, quotedFrom: null, subject: null, files: origin.attachments }),
      snippetDirection: 'out',
      lastMessageAt: now,
      channelAccountId: account.id,
    },
    event: { type: 'message', at: now },
    message: {
      id,
      direction: 'out',
      text: echo.text,
      content: echo.content,
      shownAt: shownAt(echo.sentAt, origin.receivedAt),
      sentAt: echo.sentAt,
      createdAt: now,
      channelAccountId: account.id,
      identityId: contact.identityId,
      addressKind: echo.to.kind,
      address: echo.to.value,
      status: 'sent',
      providerId: echo.providerId,
      meta: { eventId: origin.eventId },
    },
    facts: attachmentFacts(origin.attachments),
    figures: { channel: account.channel.name, answers: 1 },
  };
}

async function confirm(
  sql: Sql,
  channelAccountId: string,
  { providerId, sentAt }: InboundEcho,
  messageId: string | null,
  now: Date,
): Promise<Effect> {
  const report = { status: 'sent', errorCode: null, errorDetail: null, needsTemplate: false } as const;
  const facts = await applyReceipt(
    sql,
    channelAccountId,
    { ...report, type: 'receipt', providerId, messageId, deadAddress: null, at: sentAt },
    now,
  );
  return { conversationId: null, facts, ignored: null };
}

/** An answer of ours whose provider id we don't know yet, because the echo was quicker than the provider's reply. */
async function beingSent(
  sql: Sql,
  conversationId: string,
  channelAccountId: string,
  { text }: InboundEcho,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT id FROM message WHERE conversation_id = $1 AND channel_account_id = $2 AND direction IN ('out', 'notice')
       AND status IN ('sending', 'unknown') AND provider_id IS NULL AND text = $3 ORDER BY seq LIMIT 1`,
    [conversationId, channelAccountId, normaliseText(text)],
  );
  return row?.id ?? null;
}
