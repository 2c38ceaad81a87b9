import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { ApiError, keys } from '../../api/index.js';
import { useLive } from '../../realtime/live.store.js';
import type { Thread } from '../../realtime/thread.rules.js';
import { EmptyState, ErrorView, Skeleton } from '../../ui/index.js';
import { openDialog, useDialogs } from '../actions/dialogs.store.js';
import { Composer } from '../composer/composer.js';
import { useConversation, useThread } from '../conversation.query.js';
import { TicketBar } from '../desk/ticket.bar.js';
import { OfferBar } from '../offer/offer.bar.js';
import { usePeopleDialog } from '../people/people.dialogs.store.js';
import { CollisionBanner } from './collision.banner.js';
import { NewMessageVoice } from './new-message.voice.js';
import { SeenContext } from './seen.context.js';
import { useSeen } from './seen.js';
import { ThreadHeader } from './thread.header.js';
import { ThreadLog } from './thread.log.js';
import { useThreadCommands } from './thread.commands.js';
import { useTimeline } from './use.timeline.js';
import styles from './thread.module.css';

const ActionDialogs = lazy(async () => ({
  default: (await import('../actions/action.dialogs.js')).ActionDialogs,
}));

const PeopleDialogs = lazy(async () => ({
  default: (await import('../people/people.dialogs.js')).PeopleDialogs,
}));

export interface ThreadPaneProps {
  readonly id: string;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onTogglePanel: () => void;
}

/** The open conversation: who, what was said, and where the answer is written. */
export function ThreadPane(props: ThreadPaneProps): ReactNode {
  const detail = useConversation(props.id);
  const thread = useThread(props.id);
  const revoked = useLive((state) => state.revoked.includes(props.id));
  const error = detail.error ?? thread.error;
  if (revoked || isGone(error)) return <Gone />;
  if (detail.data && thread.data) return <OpenThread {...props} detail={detail.data} thread={thread.data} />;
  if (error)
    return <ErrorView error={error} onRetry={() => Promise.all([detail.refetch(), thread.refetch()])} />;
  return (
    <div className={styles.loading}>
      <Skeleton lines={8} />
    </div>
  );
}

const isGone = (error: unknown): boolean => error instanceof ApiError && error.code === 'not-found';

function Gone(): ReactNode {
  return (
    <EmptyState icon={Lock} title={<Trans>You can't see this conversation</Trans>}>
      <Trans>It does not exist, or it belongs to a queue that is not yours.</Trans>
    </EmptyState>
  );
}

interface OpenThreadProps extends ThreadPaneProps {
  readonly detail: ConversationDetail;
  readonly thread: Thread;
}

function OpenThread({ detail, thread, onBack, onNext, onTogglePanel }: OpenThreadProps): ReactNode {
  const log = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const seenSeq = useSeen(detail, thread.seq, atEnd);
  const items = useTimeline(thread, detail);
  const dialog = useDialogs((state) => state.open);
  const isDeciding = usePeopleDialog((state) => state.open !== null);
  useThreadCommands({ detail, thread, log, onTogglePanel });
  useFreshDetail(detail, thread);
  return (
    <SeenContext value={seenSeq}>
      <section className={styles.pane} aria-labelledby="thread-title">
        <ThreadHeader detail={detail} onBack={onBack} onTogglePanel={onTogglePanel} />
        <TicketBar detail={detail} />
        <OfferBar detail={detail} />
        <CollisionBanner detail={detail} />
        <ThreadLog
          ref={log}
          conversationId={detail.id}
          items={items}
          hasEarlier={thread.before !== null}
          onAtEnd={setAtEnd}
        />
        <NewMessageVoice detail={detail} thread={thread} />
        <Composer detail={detail} onSendAndClose={() => openDialog('close')} />
        {dialog && (
          <Suspense>
            <ActionDialogs detail={detail} onClosed={(thenNext) => thenNext && onNext()} />
          </Suspense>
        )}
        {isDeciding && (
          <Suspense>
            <PeopleDialogs detail={detail} />
          </Suspense>
        )}
      </section>
    </SeenContext>
  );
}

/** An answer just given changes what the list shows; reading it again keeps both sides equal without the line. */
function useFreshDetail(detail: ConversationDetail, thread: Thread): void {
  const client = useQueryClient();
  const behind = thread.seq - detail.seq > 0;
  const connected = useLive((state) => state.connected);
  useEffect(() => {
    if (behind && !connected) void client.invalidateQueries({ queryKey: keys.conversation(detail.id) });
  }, [behind, connected, client, detail.id]);
}
