import { Trans } from '@lingui/react/macro';
import { BellRing, NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { cx, Icon, PlainText, useFormat } from '../../ui/index.js';
import { AttachmentList } from './attachments.js';
import { LetterLine } from './letter.line.js';
import { MailBody, MailSubject } from './mail.parts.js';
import { DeliveryState } from './delivery.state.js';
import { StatusTick } from './status.tick.js';
import styles from './entries.module.css';
import parts from './parts.module.css';

interface MessageProps {
  readonly message: MessageView;
  /** Whether it continues the one above: same author, same way, within minutes. */
  readonly follows: boolean;
}

/** A message of the thread, by what it is. */
export function MessageEntry({ message, follows }: MessageProps): ReactNode {
  if (message.direction === 'note') return <Note message={message} />;
  if (message.direction === 'notice') return <Notice message={message} />;
  return <Bubble message={message} follows={follows} />;
}

function Note({ message }: { readonly message: MessageView }): ReactNode {
  return (
    <article className={styles.note}>
      <p className={styles.noteHead}>
        <Icon of={NotebookPen} size={14} />
        <Trans>Internal note</Trans>
        {message.author && (
          <>
            {' · '}
            <bdi>{message.author.name}</bdi>
          </>
        )}
      </p>
      <PlainText>{message.text}</PlainText>
      <AttachmentList attachments={message.attachments} />
      <Foot message={message} />
    </article>
  );
}

/** What Sila told the person by itself: that the conversation was handed on, or closed. */
function Notice({ message }: { readonly message: MessageView }): ReactNode {
  return (
    <article className={styles.notice}>
      <p className={styles.noticeHead}>
        <Icon of={BellRing} size={14} />
        <Trans>Told the person</Trans>
      </p>
      <PlainText>{message.text}</PlainText>
      <Foot message={message} />
      <DeliveryState message={message} />
    </article>
  );
}

function Bubble({ message, follows }: MessageProps): ReactNode {
  const ours = message.direction === 'out';
  return (
    <article className={cx(styles.side, ours && styles.ours)}>
      <div className={cx(styles.bubble, follows && styles.follows)} data-status={message.status}>
        <MailSubject message={message} />
        {message.kind === 'placeholder' ? <Placeholder /> : <MailBody message={message} />}
        <AttachmentList attachments={message.attachments} />
        {message.letter && <LetterLine message={message} letter={message.letter} />}
        <Foot message={message} />
      </div>
      <DeliveryState message={message} />
    </article>
  );
}

function Placeholder(): ReactNode {
  return (
    <p className={parts.placeholder}>
      <Trans>This message could not be shown. An administrator has been told; nothing of it is lost.</Trans>
    </p>
  );
}

function Foot({ message }: { readonly message: MessageView }): ReactNode {
  const format = useFormat();
  const shows = message.direction === 'out' || message.direction === 'notice';
  return (
    <footer className={styles.foot}>
      <time dateTime={message.shownAt}>{format.time(message.shownAt)}</time>
      {message.direction === 'out' && message.author && (
        <>
          <span>·</span>
          <bdi>{message.author.name}</bdi>
        </>
      )}
      {message.automatic && message.direction !== 'notice' && (
        <>
          <span>·</span>
          <Trans>automatic</Trans>
        </>
      )}
      <SentEarlier message={message} />
      {shows && <StatusTick status={message.status} />}
    </footer>
  );
}

const LATE_MS = 5 * 60_000;

/** A message that reached us late says when it was written. */
function SentEarlier({ message }: { readonly message: MessageView }): ReactNode {
  const format = useFormat();
  const { sentAt, shownAt, direction } = message;
  if (direction !== 'in' || !sentAt || Math.abs(Date.parse(shownAt) - Date.parse(sentAt)) < LATE_MS)
    return null;
  return (
    <>
      <span>·</span>
      <Trans>written {format.dateTime(sentAt)}</Trans>
    </>
  );
}
