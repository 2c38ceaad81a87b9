import type { Sql } from '@sila/database';
import type { InboundDeletion, InboundEdit, InboundReaction } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { applyDeletion } from './deletion.queries.js';
import { applyEdit } from './edit.queries.js';
import { applyReaction } from './reaction.queries.js';
import type { Origin, Target } from './target.queries.js';

/** What somebody does to a message that was written before. */
export type MessageChange = InboundReaction | InboundEdit | InboundDeletion;

/** What became of it: the facts to publish, or why nothing was done. */
export interface Effect {
  readonly conversationId: string | null;
  readonly facts: readonly StoredFact[];
  readonly ignored: string | null;
}

/** Applies one change to the locked message, if the sender may: one's own words, and a sign in one's own conversation. */
export async function applyToTarget(
  sql: Sql,
  target: Target,
  change: MessageChange,
  origin: Origin,
): Promise<Effect> {
  const ignored = refusalOf(target, change);
  if (ignored) return { conversationId: null, facts: [], ignored };
  const facts = await apply(sql, target, change, origin);
  return { conversationId: target.conversation.id, facts, ignored: null };
}

function apply(sql: Sql, target: Target, change: MessageChange, origin: Origin) {
  switch (change.type) {
    case 'reaction':
      return applyReaction(sql, target, change, origin.now);
    case 'edit':
      return applyEdit(sql, target, change, origin);
    case 'deletion':
      return applyDeletion(sql, target, change, origin.now);
  }
}

function refusalOf(target: Target, change: MessageChange): string | null {
  if (change.type === 'reaction' ? !target.takesPart : !target.isAuthor)
    return change.type === 'reaction' ? 'not-in-conversation' : 'not-the-author';
  return target.deletedAt && change.type !== 'deletion' ? 'taken-back' : null;
}
