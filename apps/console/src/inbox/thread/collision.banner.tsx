import { Plural, Trans } from '@lingui/react/macro';
import { PencilLine, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { typingIn, useLive, viewersOf } from '../../realtime/live.store.js';
import { Icon } from '../../ui/index.js';
import styles from './thread.module.css';

/** Who else is here: typing first, then looking; and that the person is writing. */
export function CollisionBanner({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const viewers = useLive(viewersOf(detail.id));
  const typing = useLive(typingIn(detail.id));
  const colleague = typing.find(({ kind }) => kind !== 'visitor');
  const first = viewers[0];
  return (
    <output className={styles.statusLine}>
      {colleague && (
        <p className={styles.collision}>
          <Icon of={PencilLine} />
          {colleague.kind === 'note' ? (
            <Trans>
              <bdi>{colleague.who.name}</bdi> is writing a note
            </Trans>
          ) : (
            <Trans>
              <bdi>{colleague.who.name}</bdi> is writing a reply
            </Trans>
          )}
        </p>
      )}
      {!colleague && first && (
        <p className={styles.collision}>
          <Icon of={Users} />
          {viewers.length === 1 ? (
            <Trans>
              <bdi>{first.name}</bdi> is looking at this conversation
            </Trans>
          ) : (
            <Plural
              value={viewers.length}
              one="# colleague is looking at this conversation"
              other="# colleagues are looking at this conversation"
            />
          )}
        </p>
      )}
    </output>
  );
}

/** The person on the other side is writing. */
export function VisitorTyping({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const typing = useLive(typingIn(detail.id)).some(({ kind }) => kind === 'visitor');
  if (!typing) return null;
  return (
    <span className={styles.visitorTyping}>
      <Trans>is typing…</Trans>
    </span>
  );
}
