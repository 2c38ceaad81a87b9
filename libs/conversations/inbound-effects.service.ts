import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import { noteTrouble } from '@sila/directory';
import type { Inbound } from '@sila/domain';
import { Clock } from '@sila/platform';
import type { PreparedAttachment } from './attachment.queries.js';
import { applyOrKeep } from './early.queries.js';
import { EchoService } from './echo.service.js';
import { IdentityChangeService } from './identity-change.service.js';
import type { Effect } from './message-change.queries.js';
import { setReachable } from './reachability.queries.js';
import { ReceiptService } from './receipt.service.js';

/** Everything that comes in and is neither a message nor a call. */
export type InboundEffect = Exclude<Inbound, { type: 'message' | 'call' }>;

/** The event that said it, with the files it carried, already stored. */
export interface InboundOrigin {
  readonly channelAccountId: string;
  readonly eventId: string;
  readonly receivedAt: Date;
  readonly attachments: readonly PreparedAttachment[];
}

/** What each kind of event that is no message does, by its type. Publish the facts once the transaction has committed. */
@Injectable()
export class InboundEffects {
  constructor(
    private readonly receipts: ReceiptService,
    private readonly echoes: EchoService,
    private readonly identities: IdentityChangeService,
    private readonly clock: Clock,
  ) {}

  /** Applies it in the caller's transaction. */
  async apply(sql: Sql, inbound: InboundEffect, origin: InboundOrigin): Promise<Effect> {
    const { channelAccountId, eventId } = origin;
    switch (inbound.type) {
      case 'receipt':
      case 'watermark':
        return done(await this.receipts.apply(sql, channelAccountId, inbound));
      case 'echo':
        return this.echoes.apply(sql, inbound, origin);
      case 'reaction':
      case 'edit':
      case 'deletion':
        return applyOrKeep(sql, channelAccountId, inbound, { eventId, now: this.clock.now() });
      case 'identity-change':
        return this.identities.apply(sql, channelAccountId, inbound);
      case 'reachability':
        await setReachable(sql, channelAccountId, inbound, this.clock.now());
        return done([]);
      case 'trouble':
        await noteTrouble(sql, channelAccountId, inbound.reason, this.clock.now());
        return done([]);
      case 'ignored':
        return { conversationId: null, facts: [], ignored: inbound.reason };
    }
  }
}

function done(facts: Effect['facts']): Effect {
  return { conversationId: null, facts, ignored: null };
}
