import type { Sql } from '@sila/database';
import type { Fact, IdentityKind } from '@sila/domain';
import { laneIdOf } from '@sila/lanes';
import type { Applied, Change, NewMessage, RowPatch } from './change.js';
import { applyChange } from './change.queries.js';

/** Where an outbound message goes: one address of the person on one channel account. */
export interface Destination {
  readonly channelAccountId: string;
  readonly channel: string;
  readonly identityId: string;
  readonly kind: IdentityKind;
  readonly value: string;
}

/** A message for a person, before it has a lane. */
export interface OutboundDraft {
  readonly conversationId: string;
  readonly to: Destination;
  readonly message: Omit<
    NewMessage,
    'status' | 'laneId' | 'channelAccountId' | 'identityId' | 'addressKind' | 'address'
  >;
  readonly patch: RowPatch;
  readonly byId: string | null;
  /** Counted as an answer in the queue's figures. */
  readonly answers: number;
}

/** Writes a message and rings its outbound lane in the caller's transaction. */
export async function queueOutbound(sql: Sql, draft: OutboundDraft): Promise<Applied> {
  const { to, message } = draft;
  const laneId = laneIdOf('out', to.channelAccountId, to.value);
  await ringOutboundLane(sql, laneId, to);
  const queued: Fact = {
    type: 'message.queued',
    stream: message.id,
    seq: 0,
    ids: { messageId: message.id, laneId },
  };
  const changed = await applyChange(sql, {
    conversationId: draft.conversationId,
    patch: draft.patch,
    event: { type: 'message', at: message.createdAt, byId: draft.byId },
    message: {
      ...message,
      status: 'queued',
      laneId,
      channelAccountId: to.channelAccountId,
      identityId: to.identityId,
      addressKind: to.kind,
      address: to.value,
    },
    facts: [queued],
    figures: draft.answers > 0 ? { channel: to.channel, answers: draft.answers } : undefined,
  } as Change);
  if (!changed) throw new Error('a conversation vanished under its lock');
  return changed;
}

/** Makes the lane known and asks for it to be worked. */
export async function ringOutboundLane(
  sql: Sql,
  laneId: string,
  to: Pick<Destination, 'channelAccountId' | 'value'>,
): Promise<void> {
  await sql.query(
    `INSERT INTO lane (id, direction, channel_account_id, address, rung, rung_at)
     VALUES ($1, 'out', $2, $3, true, clock_timestamp())
     ON CONFLICT (id) DO UPDATE SET rung = true, rung_at = EXCLUDED.rung_at WHERE NOT lane.rung`,
    [laneId, to.channelAccountId, to.value],
  );
}
