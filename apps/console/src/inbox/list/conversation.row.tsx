import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowRightLeft, BellRing, NotebookPen, Reply, Ticket, UserRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationItem, View } from '@sila/contracts';
import { useMe } from '../../api/index.js';
import { typingIn, useLive } from '../../realtime/live.store.js';
import {
  Avatar,
  Badge,
  Chip,
  HiddenText,
  Icon,
  Ltr,
  TICKET_TONES,
  useFormat,
  useNow,
  useSnippetWords,
  useWaitWords,
} from '../../ui/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import styles from './list.module.css';

interface RowProps {
  readonly item: ConversationItem;
  readonly view: View;
}

/** One conversation: who, since when, what was said last, how long the person waits and through what. */
export function ConversationRow({ item, view }: RowProps): ReactNode {
  const format = useFormat();
  const now = useNow(30_000);
  return (
    <div
      className={styles.row}
      data-unread={item.unread > 0 || undefined}
      data-waiting={item.waitingSince !== null || undefined}
    >
      <Avatar name={item.contact.name} badge={channelIcon(item.channel.icon)} />
      <div className={styles.text}>
        <div className={styles.line}>
          <span className={styles.name}>
            <bdi>{item.contact.name}</bdi>
          </span>
          <time dateTime={item.lastMessageAt} className={styles.time}>
            {format.relative(item.lastMessageAt, now)}
          </time>
        </div>
        <Snippet item={item} />
        <div className={styles.line}>
          <Chips item={item} view={view} now={now} />
          <Unread count={item.unread} />
        </div>
      </div>
    </div>
  );
}

const DIRECTIONS: Readonly<Record<ConversationItem['snippetDirection'], LucideIcon | null>> = {
  in: null,
  out: Reply,
  note: NotebookPen,
  notice: BellRing,
};

function Snippet({ item }: { readonly item: ConversationItem }): ReactNode {
  const words = useSnippetWords();
  const typing = useLive(typingIn(item.id)).find(({ kind }) => kind === 'visitor');
  if (typing) {
    return (
      <p className={styles.typing}>
        <Trans>is typing…</Trans>
      </p>
    );
  }
  const icon = DIRECTIONS[item.snippetDirection];
  return (
    <p className={styles.snippet}>
      {icon && <Icon of={icon} size={14} />}
      <span dir="auto">{words(item) || item.subject}</span>
    </p>
  );
}

function Chips({ item, view, now }: RowProps & { readonly now: number }): ReactNode {
  const { t } = useLingui();
  const { assignee, channel, offer, ticket } = item;
  const me = useMe();
  const wait = useWaitWords()(item, now);
  return (
    <span className={styles.chips}>
      {wait && (
        <Chip icon={wait.icon} tone={wait.tone}>
          {wait.text}
        </Chip>
      )}
      {offer && (offer.to.id === me.id || offer.from.id === me.id) && (
        <Chip icon={ArrowRightLeft} tone="info">
          {offer.to.id === me.id ? (
            <Trans>offered to you</Trans>
          ) : (
            <Trans>
              offered to <bdi>{offer.to.name}</bdi>
            </Trans>
          )}
        </Chip>
      )}
      {ticket && ticket.state !== 'done' && (
        <Chip icon={Ticket} tone={TICKET_TONES[ticket.state]}>
          <HiddenText>{t`ticket`} </HiddenText>
          <Ltr>{ticket.label}</Ltr>
        </Chip>
      )}
      <Chip>
        <bdi>{channel.label}</bdi>
      </Chip>
      {view !== 'mine' && assignee && (
        <Chip icon={UserRound}>
          <bdi>{assignee.name}</bdi>
        </Chip>
      )}
    </span>
  );
}

function Unread({ count }: { readonly count: number }): ReactNode {
  const { t } = useLingui();
  return (
    <Badge
      count={count}
      label={t`${plural(count, { one: '# unread message', other: '# unread messages' })}`}
    />
  );
}
