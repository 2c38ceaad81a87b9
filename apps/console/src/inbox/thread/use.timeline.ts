import { useMemo, useState } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { useMe } from '../../api/index.js';
import type { Thread } from '../../realtime/thread.rules.js';
import { useOutboxOf } from '../outbox/outbox.store.js';
import { timelineOf } from './timeline.rules.js';
import type { TimelineItem } from './timeline.rules.js';

/** How the conversation came to where it is; one that nobody holds yet shows why it waits in its queue. */
export function waysOf(detail: ConversationDetail): ConversationDetail['assignments'] {
  if (detail.assignments.length > 0) return detail.assignments;
  const { createdAt, queueId, reason } = detail;
  return [{ at: createdAt, by: null, assignee: null, queueId, reason, decisionId: null }];
}

/** The lines of a thread. Where "new" begins is fixed when the conversation is opened. */
export function useTimeline(thread: Thread, detail: ConversationDetail): readonly TimelineItem[] {
  const outbox = useOutboxOf(detail.id);
  const { timeZone } = useMe().association;
  const [newAfterSeq] = useState(() => (detail.unread > 0 ? detail.readSeq : null));
  const dayOf = useMemo(() => {
    const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', { timeZone });
    return (at: string) => format.format(new Date(at));
  }, [timeZone]);
  const { closedAt, closeOutcome, handOvers } = detail;
  const assignments = useMemo(() => waysOf(detail), [detail]);
  return useMemo(
    () =>
      timelineOf({
        messages: thread.messages,
        hasEarlier: thread.before !== null,
        assignments,
        handOvers,
        closed: closedAt ? { at: closedAt, outcome: closeOutcome } : null,
        outbox,
        newAfterSeq,
        dayOf,
      }),
    [thread, assignments, handOvers, closedAt, closeOutcome, outbox, newAfterSeq, dayOf],
  );
}
