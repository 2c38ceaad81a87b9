import { Trans } from '@lingui/react/macro';
import { BellRing, NotebookPen, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { cx, Icon, PlainText, useFormat } from '../../ui/index.js';
import { FormAnswers } from './form.answers.js';
import { AttachmentList } from './attachments.js';
import { CallPart } from './call.part.js';
import { LetterLine } from './letter.line.js';
import { MailBody, MailSubject } from './mail.parts.js';
import { DeliveryState } from './delivery.state.js';
import { EditHistory } from './edit.history.js';
import { MessageContentPart } from './message.content.js';
import { MessageQuote } from './message.quote.js';
import { Reactions } from './reactions.js';
import { StatusTick } from './status.tick.js';
import { isSaidBy } from './content.rules.js';
import styles from './entries.module.css';
import kinds from './kinds.module.css';
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
        {message.deletedAt ? <Tombstone /> : <Said message={message} />}
        <Foot message={message} />
      </div>
      <Reactions reactions={message.reactions} />
      {!message.call && <DeliveryState message={message} />}
    </article>
  );
}

function Said({ message }: { readonly message: MessageView }): ReactNode {
  const { content, quoted, call } = message;
  if (call) return <CallPart message={message} call={call} />;
  return (
    <>
      {quoted && <MessageQuote quoted={quoted} />}
      <MailSubject message={message} />
      {content && <MessageContentPart content={content} />}
      <Words message={message} />
      <AttachmentList attachments={message.attachments} />
      {message.letter && <LetterLine message={message} letter={message.letter} />}
    </>
  );
}

function Words({ message }: { readonly message: MessageView }): ReactNode {
  if (message.kind === 'placeholder') return <Placeholder />;
  if (message.form) return <FormAnswers messageId={message.id} form={message.form} />;
  return saysMore(message) && <MailBody message={message} />;
}

/** The channel says a content in words as well, for search and for lists; beside the content they would stand twice. */
const saysMore = ({ content, text }: MessageView): boolean => content === null || !isSaidBy(content, text);

function Tombstone(): ReactNode {
  return (
    <p className={kinds.tombstone}>
      <Icon of={Undo2} size={16} />
      <Trans>The person took this message back</Trans>
    </p>
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
  const wasSent = message.direction === 'out' || message.direction === 'notice';
  return (
    <footer className={styles.foot}>
      <time dateTime={message.shownAt}>{format.time(message.shownAt)}</time>
      {message.direction === 'out' && !message.call && (
        <>
          <span>·</span>
          {message.author ? <bdi>{message.author.name}</bdi> : <Trans>written in the provider's app</Trans>}
        </>
      )}
      {message.automatic && message.direction !== 'notice' && (
        <>
          <span>·</span>
          <Trans>automatic</Trans>
        </>
      )}
      <EditHistory message={message} />
      <SentEarlier message={message} />
      {wasSent && !message.call && <StatusTick status={message.status} />}
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
