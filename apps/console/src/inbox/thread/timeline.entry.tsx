import { Trans } from '@lingui/react/macro';
import { Archive, ArrowRightLeft } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Icon, useFormat } from '../../ui/index.js';
import { useOutcomeWords } from '../actions/outcome.words.js';
import { useQueueName } from '../queue.name.js';
import { useReasonWords } from '../reason.words.js';
import { MessageEntry } from './message.entry.js';
import { OutboxBubble } from './outbox.bubble.js';
import type { TimelineItem } from './timeline.rules.js';
import styles from './entries.module.css';

/** Draws one line of the thread. */
export const TimelineEntry = memo(({ item }: { readonly item: TimelineItem }): ReactNode => {
  switch (item.kind) {
    case 'day':
      return <DayChip at={item.at} />;
    case 'new':
      return (
        <div className={styles.new}>
          <span>
            <Trans>New</Trans>
          </span>
        </div>
      );
    case 'message':
      return <MessageEntry message={item.message} follows={item.follows} />;
    case 'assignment':
      return <AssignmentLine assignment={item.assignment} />;
    case 'hand-over':
      return <HandOverLine handOver={item.handOver} />;
    case 'closed':
      return <ClosedLine at={item.at} outcome={item.outcome} />;
    case 'outbox':
      return <OutboxBubble entry={item.entry} />;
  }
});
TimelineEntry.displayName = 'TimelineEntry';

function DayChip({ at }: { readonly at: string }): ReactNode {
  const format = useFormat();
  return (
    <div className={styles.day}>
      <span>{format.day(at)}</span>
    </div>
  );
}

type Assignment = Extract<TimelineItem, { kind: 'assignment' }>['assignment'];

function AssignmentLine({ assignment }: { readonly assignment: Assignment }): ReactNode {
  const format = useFormat();
  const reasonWords = useReasonWords();
  const queueName = useQueueName();
  const { assignee, by, queueId, reason, at } = assignment;
  return (
    <div className={styles.event}>
      <Icon of={ArrowRightLeft} size={14} />
      <span>
        {assignee ? (
          <Trans>
            To <bdi>{assignee.name}</bdi>
          </Trans>
        ) : (
          <Trans>
            To the queue <bdi>{queueName(queueId)}</bdi>
          </Trans>
        )}
        {reason && <> · {reasonWords(reason)}</>}
        {by && by.id !== assignee?.id && (
          <>
            {' · '}
            <bdi>{by.name}</bdi>
          </>
        )}
        {' · '}
        <time dateTime={at}>{format.time(at)}</time>
      </span>
    </div>
  );
}

type HandOver = Extract<TimelineItem, { kind: 'hand-over' }>['handOver'];

function HandOverLine({ handOver }: { readonly handOver: HandOver }): ReactNode {
  const format = useFormat();
  const { to, state, declineReason, endedAt } = handOver;
  return (
    <div className={styles.event}>
      <Icon of={ArrowRightLeft} size={14} />
      <span>
        {state === 'declined' && (
          <Trans>
            <bdi>{to.name}</bdi> declined: <bdi>{declineReason}</bdi>
          </Trans>
        )}
        {state === 'expired' && (
          <Trans>
            <bdi>{to.name}</bdi> did not answer the offer
          </Trans>
        )}
        {state === 'withdrawn' && (
          <Trans>
            The offer to <bdi>{to.name}</bdi> was taken back
          </Trans>
        )}
        {endedAt && (
          <>
            {' · '}
            <time dateTime={endedAt}>{format.time(endedAt)}</time>
          </>
        )}
      </span>
    </div>
  );
}

function ClosedLine({ at, outcome }: { readonly at: string; readonly outcome: string | null }): ReactNode {
  const format = useFormat();
  const words = useOutcomeWords();
  return (
    <div className={styles.event}>
      <Icon of={Archive} size={14} />
      <span>
        <Trans>Conversation closed</Trans>
        {outcome && <> · {words(outcome)}</>}
        {' · '}
        <time dateTime={at}>{format.time(at)}</time>
      </span>
    </div>
  );
}
