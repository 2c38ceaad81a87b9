import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import type { CallbackPage, CallbackView, CallView, ListCallbacks } from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { DomainError } from '@sila/domain';
import { Clock } from '@sila/platform';
import { CallAccess } from './call-access.service.js';
import { callbackById, callbackViews } from './call-view.queries.js';
import { OutboundCalls } from './outbound-calls.service.js';

/** People who asked to be called back. Seen by whoever may see their conversation. */
@Injectable()
export class Callbacks {
  constructor(
    private readonly access: ConversationAccess,
    private readonly calls: CallAccess,
    private readonly outbound: OutboundCalls,
    private readonly clock: Clock,
  ) {}

  /** One page; the cursor is the last id seen. */
  async list(staff: CurrentStaff, query: ListCallbacks): Promise<CallbackPage> {
    demand(staff, 'conversation.read');
    const items = await callbackViews(this.calls.sql, staff, query);
    return { items, nextCursor: items.length === query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Calls the person back. Once they talked, the request is done. */
  async call(staff: CurrentStaff, id: string, clientId: string): Promise<CallView> {
    const { conversationId, address } = await this.open(staff, id);
    return this.outbound.start(staff, conversationId, { clientId }, { address, callbackId: id });
  }

  /** Done otherwise, by words or by a visit. */
  done(staff: CurrentStaff, id: string): Promise<CallbackView> {
    return this.end(staff, id, 'done', null);
  }

  cancel(staff: CurrentStaff, id: string, reason: string): Promise<CallbackView> {
    return this.end(staff, id, 'cancelled', reason);
  }

  private async end(
    staff: CurrentStaff,
    id: string,
    state: 'done' | 'cancelled',
    reason: string | null,
  ): Promise<CallbackView> {
    await this.open(staff, id);
    await this.calls.sql.query(
      `UPDATE callback SET state = $2, done_at = $3, done_by = $4, reason = $5 WHERE id = $1 AND state = 'open'`,
      [id, state, this.clock.now(), staff.id, reason],
    );
    const ended = await callbackById(this.calls.sql, id);
    if (!ended) throw new DomainError('not-found');
    return ended;
  }

  private async open(staff: CurrentStaff, id: string): Promise<CallbackView> {
    demand(staff, 'conversation.read');
    const callback = await callbackById(this.calls.sql, id);
    if (!callback) throw new DomainError('not-found');
    await this.access.demand(staff, callback.conversationId, 'reply');
    if (callback.state !== 'open') throw new DomainError('conflict', { reason: 'not-open' });
    return callback;
  }
}
