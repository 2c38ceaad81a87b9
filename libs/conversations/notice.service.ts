import { Injectable } from '@nestjs/common';
import type { AssociationSettings } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount, SettingService } from '@sila/directory';
import { type Language, windowIsOpen } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { newId } from '@sila/platform';
import type { LockedConversation } from './conversation.queries.js';
import { destinationOf, destinationsOf, type PossibleDestination } from './destination.queries.js';
import { type OutboundDraft, queueOutbound } from './outbound.queries.js';

export type NoticeKind = keyof AssociationSettings['notices'];

/** What Sila writes to people by itself, in the words of the association's settings: closed, referred, handed over, out of hours. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly settings: SettingService,
    private readonly directory: ChannelDirectory,
  ) {}

  /**
   * Queues a notice on the first way on which the person can be written to right now, `{…}` in its words filled. Where
   * there is none nothing is queued, and the answer is null.
   */
  async queueAnywhere(
    sql: Sql,
    conversation: LockedConversation,
    kind: NoticeKind,
    fill: (language: Language) => Readonly<Record<string, string>>,
    now: Date,
  ): Promise<{ readonly messageId: string; readonly facts: readonly StoredFact[] } | null> {
    const ways = await destinationsOf(sql, null, conversation.id, conversation.contactId, []);
    const language = conversation.language ?? 'ar';
    for (const to of ways) {
      const account = await this.directory.account(to.channelAccountId);
      if (!canReach(account, to, now)) continue;
      const words = (await this.settings.association()).value.notices[kind][language];
      return write(sql, conversation, { account, to, kind, text: filled(words, fill(language)) }, now);
    }
    return null;
  }

  /**
   * Queues a notice on the way the person wrote last, in their language. Where nothing can be sent (window closed, address
   * dead, no outbound) nothing is queued: the facts are then empty and the change itself stands. Each kind at most once a day
   * for the out-of-hours notice, and never in answer to automatic mail.
   */
  async queue(
    sql: Sql,
    conversation: LockedConversation,
    kind: NoticeKind,
    now: Date,
  ): Promise<readonly StoredFact[]> {
    const to = await destinationOf(sql, null, conversation.id, conversation.contactId, null, []);
    if (!to || to.lastWasAutomatic) return [];
    if (kind === 'outOfHours' && (await this.toldToday(sql, to.identityId, now))) return [];
    const account = await this.directory.account(to.channelAccountId);
    if (!canReach(account, to, now)) return [];
    const text = (await this.settings.association()).value.notices[kind][conversation.language ?? 'ar'];
    return (await write(sql, conversation, { account, to, kind, text }, now)).facts;
  }

  private async toldToday(sql: Sql, identityId: string, now: Date): Promise<boolean> {
    const rows = await sql.query(
      `SELECT 1 FROM message WHERE identity_id = $1 AND direction = 'notice' AND meta->>'notice' = 'outOfHours'
         AND created_at > $2::timestamptz - interval '24 hours' LIMIT 1`,
      [identityId, now],
    );
    return rows.length > 0;
  }
}

interface Notice {
  readonly account: OpenAccount;
  readonly to: PossibleDestination;
  readonly kind: NoticeKind;
  readonly text: string;
}

async function write(
  sql: Sql,
  conversation: LockedConversation,
  { account, to, kind, text }: Notice,
  now: Date,
): Promise<{ readonly messageId: string; readonly facts: readonly StoredFact[] }> {
  const message = noticeRow(account, conversation, kind, text, now);
  const { facts } = await queueOutbound(sql, {
    conversationId: conversation.id,
    to: { ...to, channel: account.channel.name },
    message,
    // The list goes on showing the person's own words.
    patch: {},
    byId: null,
    answers: 0,
  });
  return { messageId: message.id, facts };
}

function filled(words: string, values: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function canReach(account: OpenAccount, to: PossibleDestination, now: Date): boolean {
  const { capabilities } = account;
  return (
    account.enabled &&
    capabilities.outbound &&
    // A notice is not worth a sheet and a stamp, and would come late.
    !capabilities.paper &&
    !to.unreachable &&
    windowIsOpen(capabilities, to.lastInboundAt, now, true)
  );
}

function noticeRow(
  account: OpenAccount,
  conversation: LockedConversation,
  kind: NoticeKind,
  text: string,
  now: Date,
): OutboundDraft['message'] {
  const id = newId();
  return {
    id,
    direction: 'notice',
    text,
    subject: account.capabilities.subject ? conversation.subject : null,
    shownAt: now,
    createdAt: now,
    providerId:
      account.connection.providerIdFor?.({ messageId: id, conversationId: conversation.id }) ?? null,
    automatic: true,
    meta: { notice: kind },
  };
}
