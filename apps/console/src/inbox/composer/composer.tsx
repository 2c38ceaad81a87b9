import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ConversationDetail, ReplyOption } from '@sila/contracts';
import { cx, useNow } from '../../ui/index.js';
import { ClosedBar } from './closed.bar.js';
import { ClosedWay } from './closed.way.js';
import { changeWriting, offerDraft, useWriting } from './composer.store.js';
import type { Writing } from './composer.store.js';
import { ComposerFoot } from './composer.foot.js';
import { ComposerText } from './composer.text.js';
import { FileTray } from './file.tray.js';
import { KindTabs } from './kind.tabs.js';
import { chosenWay, isOpen, takesTemplate } from './reply.way.js';
import { TemplateChoice } from './template.choice.js';
import { useComposerCommands } from './composer.commands.js';
import { useAddFiles } from './use.files.js';
import { NoTextBar } from './no-text.bar.js';
import { useSend } from './use.send.js';
import { AnswerWarning, WayPicker, WindowCountdown } from './way.picker.js';
import styles from './composer.module.css';

interface ComposerProps {
  readonly detail: ConversationDetail;
  readonly onSendAndClose: () => void;
}

const NOTE_LIMITS = { maxBytes: 25_000_000, maxCount: 10 } as const;

/** Where answers and internal notes are written. Always in sight; what is written survives everything. */
export function Composer({ detail, onSendAndClose }: ComposerProps): ReactNode {
  const { id } = detail;
  useEffect(() => offerDraft(id, detail.draft), [id, detail.draft]);
  const writing = useWriting(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const way = chosenWay(detail.replyOptions, writing.way);
  const { send, sendTemplate } = useSend(detail, way);
  const isNote = writing.kind === 'note';
  const addFiles = useAddFiles(id, isNote || !way ? NOTE_LIMITS : way.attachments);
  const sendAndClose = () => {
    if (send()) onSendAndClose();
  };
  useComposerCommands({ id, field, send, sendAndClose });
  const now = useNow(10_000);
  const mayReply = detail.may.includes('reply');
  const isClosed = way !== undefined && !isOpen(way, now);
  return (
    <div className={cx(styles.composer, isNote && styles.noting)} {...dropTarget(addFiles)}>
      <ComposerTop detail={detail} writing={writing} way={way} />
      {!isNote && !mayReply && <ClosedBar detail={detail} />}
      {!isNote && mayReply && isClosed && (
        <Closed detail={detail} way={way} now={now} onTemplate={sendTemplate} />
      )}
      {(isNote || (mayReply && !isClosed)) && (
        <>
          <ComposerText id={id} ref={field} writing={writing} addFiles={addFiles} />
          <FileTray conversationId={id} files={writing.files} />
          <ComposerFoot id={id} writing={writing} way={way} addFiles={addFiles} onSend={send} />
        </>
      )}
    </div>
  );
}

interface ClosedProps {
  readonly detail: ConversationDetail;
  readonly way: ReplyOption;
  readonly now: number;
  readonly onTemplate: ReturnType<typeof useSend>['sendTemplate'];
}

/** Instead of the field: why this way takes no text now, and what can be done. */
function Closed({ detail, way, now, onTemplate }: ClosedProps): ReactNode {
  if (way.blockedBy === 'channel-inbound-only') return <NoTextBar detail={detail} />;
  return (
    <>
      <ClosedWay
        detail={detail}
        option={way}
        open={detail.replyOptions.filter((option) => isOpen(option, now))}
        onChoose={(next) => changeWriting(detail.id, { way: next })}
      />
      {takesTemplate(way) && <TemplateChoice option={way} onSend={onTemplate} />}
    </>
  );
}

interface TopProps {
  readonly detail: ConversationDetail;
  readonly writing: Writing;
  readonly way: ReplyOption | undefined;
}

/** What is written, and through what it goes. */
function ComposerTop({ detail, writing, way }: TopProps): ReactNode {
  const { id, replyOptions, status } = detail;
  return (
    <div className={styles.top}>
      <KindTabs kind={writing.kind} onChange={(kind) => changeWriting(id, { kind })} />
      {writing.kind === 'reply' && way && status === 'open' && (
        <span className={styles.topEnd}>
          <AnswerWarning option={way} />
          <WindowCountdown option={way} />
          <WayPicker
            options={replyOptions}
            chosen={way}
            onChoose={(next) => changeWriting(id, { way: next })}
          />
        </span>
      )}
    </div>
  );
}

function dropTarget(addFiles: (files: Iterable<File>) => void) {
  return {
    onDragOver: (event: React.DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
    onDrop: (event: React.DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      addFiles(event.dataTransfer.files);
    },
  };
}
