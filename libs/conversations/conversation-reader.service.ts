import { Injectable } from '@nestjs/common';
import { type Actor, type CurrentStaff } from '@sila/access';
import type {
  ConversationDetail,
  ConversationEvent,
  ConversationItem,
  ConversationPage,
  EventPage,
  ListConversations,
  MessagePage,
} from '@sila/contracts';
import { Gather, poolOf, preparedSqlOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CallOptions } from './call-options.service.js';
import { ConversationAccess } from './conversation-access.service.js';
import { AnswerClock } from './answer-clock.service.js';
import { type BareItem, itemViews, listItems, neutralItemViews } from './conversation-list.queries.js';
import { ContactReader } from './contact-reader.service.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { detailParts } from './detail.queries.js';
import { type EventsAsked, eventViewsOf } from './event.queries.js';
import { messagePageViews } from './message.queries.js';
import { ReplyOptions } from './reply-options.service.js';

const listCursor = z.strictObject({ at: z.iso.datetime(), id: z.uuid() });
const messageCursor = z.strictObject({ shownAt: z.iso.datetime(), seq: z.number().int() });

/** Everything the screens read of conversations. Each answer is made for the person who asks. */
@Injectable()
export class ConversationReader {
  private readonly sql: Sql;
  /** For what sockets ask at every change. */
  private readonly prepared: Sql;
  private readonly changes: Gather<EventsAsked, ConversationEvent[]>;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly directory: ChannelDirectory,
    private readonly answerClock: AnswerClock,
    private readonly contacts: ContactReader,
    private readonly replyOptions: ReplyOptions,
    private readonly callOptions: CallOptions,
  ) {
    this.sql = sqlOf(poolOf(source));
    this.prepared = preparedSqlOf(poolOf(source));
    this.changes = new Gather((asked) => eventViewsOf(this.prepared, asked));
  }

  /** One page of a view; the cursor of the next, or null at the end. */
  async list(staff: CurrentStaff, query: ListConversations): Promise<ConversationPage> {
    const items = await listItems(this.sql, staff, query, decodeCursor(query.cursor, listCursor));
    const last = items.at(-1);
    const at = query.view === 'closed' ? last?.closedAt : last?.lastMessageAt;
    const more = items.length === query.limit && last && at;
    return {
      items: await this.shaped(items),
      nextCursor: more ? encodeCursor({ at, id: last.id }) : null,
    };
  }

  /** Rows by id, as far as the person may see them. */
  async items(staff: Actor, ids: readonly string[]): Promise<ConversationItem[]> {
    return this.shaped(await itemViews(this.sql, staff, ids));
  }

  /** Rows shaped for nobody in particular (readSeq 0): sockets send them to many who were let into the room before. */
  async neutralItems(ids: readonly string[]): Promise<ConversationItem[]> {
    return this.shaped(await neutralItemViews(this.prepared, ids));
  }

  async detail(staff: CurrentStaff, id: string): Promise<ConversationDetail> {
    const rights = await this.access.demand(staff, id, 'read');
    const [items, parts] = await Promise.all([this.items(staff, [id]), detailParts(this.sql, id, staff)]);
    const item = items[0];
    if (!item || !parts) throw new DomainError('not-found');
    const [contactDetail, replyOptions, callOptions] = await Promise.all([
      this.contacts.view(staff, item.contact.id, id),
      this.replyOptions.of(this.sql, staff, id, item.contact.id),
      this.callOptions.of(this.sql, staff, id, item.contact.id),
    ]);
    return {
      ...item,
      ...parts,
      contactDetail,
      replyOptions,
      callOptions,
      may: [...rights].filter((right) => right !== 'read'),
    };
  }

  /** A page of the thread's history, the newest first page when no cursor is given. */
  async messages(
    staff: CurrentStaff,
    id: string,
    before: string | undefined,
    limit: number,
  ): Promise<MessagePage> {
    await this.access.demand(staff, id, 'read');
    const seq = await this.seqOf(id);
    const messages = await messagePageViews(this.sql, id, decodeCursor(before, messageCursor), limit);
    const first = messages[0];
    const more = messages.length === limit && first;
    return { messages, before: more ? encodeCursor({ shownAt: first.shownAt, seq: first.seq }) : null, seq };
  }

  /** What happened after `after`: the one way to catch up. */
  async events(staff: CurrentStaff, id: string, after: number, limit: number): Promise<EventPage> {
    await this.access.demand(staff, id, 'read');
    const events = await this.eventsSince(id, after, limit);
    const seq = await this.seqOf(id);
    return { events, seq, more: (events.at(-1)?.seq ?? after) < seq };
  }

  /** The same without a person: for sockets that were let into the room before. */
  async eventsSince(id: string, after: number, limit: number): Promise<ConversationEvent[]> {
    return this.changes.one({ conversationId: id, after, limit });
  }

  private async seqOf(id: string): Promise<number> {
    const [row] = await this.sql.query<{ seq: number }>('SELECT seq FROM conversation WHERE id = $1', [id]);
    if (!row) throw new DomainError('not-found');
    return row.seq;
  }

  private async shaped(items: readonly BareItem[]): Promise<ConversationItem[]> {
    const dueOf = await this.answerClock.read();
    return Promise.all(
      items.map(async ({ answered, ...item }) => {
        const since = item.waitingSince && new Date(item.waitingSince);
        const due = since && dueOf({ ...item, channel: item.channel.channel, since, answered });
        return {
          ...item,
          answerDue: due ? { warnAt: due.warnAt.toISOString(), dueAt: due.dueAt.toISOString() } : null,
          channel: await this.directory.channelRef(item.channel.accountId),
        };
      }),
    );
  }
}
