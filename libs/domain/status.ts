/** Where an outbound message stands. Inbound messages and notes are `received`. */
export type MessageStatus =
  | 'received'
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'unknown'
  | 'cancelled';

const RANK: Record<MessageStatus, number> = {
  received: 0,
  queued: 1,
  sending: 2,
  unknown: 3,
  accepted: 4,
  sent: 5,
  failed: 6,
  cancelled: 6,
  delivered: 7,
  read: 8,
};

/**
 * The ladder of promises.md S: a status only climbs, and `failed` holds unless a later `delivered` or `read`
 * proves otherwise. Applying the same receipts in any order gives the same result.
 */
export function climb(current: MessageStatus, reported: MessageStatus): MessageStatus {
  return RANK[reported] > RANK[current] ? reported : current;
}

/** Rank of a status on the ladder; kept beside the status so that SQL can compare. */
export function statusRank(status: MessageStatus): number {
  return RANK[status];
}

/** True when nothing further will be tried for this message without a person's decision. */
export function isSettled(status: MessageStatus): boolean {
  return status !== 'queued' && status !== 'sending';
}
