import { Injectable } from '@nestjs/common';
import type { AssociationSettings } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount, SettingService } from '@sila/directory';
import { windowIsOpen } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { newId } from '@sila/platform';
import type { LockedConversation } from './conversation.queries.js';
import { destinationOf, type PossibleDestination } from './destination.queries.js';
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
    const changed = await queueOutbound(sql, {
      conversationId: conversation.id,
      to: { ...to, channel: account.channel.name },
      message: noticeRow(account, conversation, kind, text, now),
      // The list goes on showing the person's own words.
      patch: {},
      byId: null,
      answers: 0,
    });
    return changed.facts;
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
