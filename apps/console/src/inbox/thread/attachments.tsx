import { useLingui } from '@lingui/react/macro';
import { FileWarning, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { Icon } from '../../ui/index.js';
import { AttachmentFile } from './attachment.file.js';
import { Picture } from './picture.viewer.js';
import { VoicePlayer } from './voice.player.js';
import styles from './parts.module.css';

/** The files of a message: pictures as pictures, voice to be heard, others by name; each says when it can't be had. */
export function AttachmentList({
  attachments,
}: {
  readonly attachments: readonly AttachmentView[];
}): ReactNode {
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.files}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <Attachment attachment={attachment} />
        </li>
      ))}
    </ul>
  );
}

const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/;

function Attachment({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  if (attachment.state !== 'ready') return <Unavailable attachment={attachment} />;
  if (SHOWN.test(attachment.mediaType)) return <Picture attachment={attachment} />;
  return attachment.mediaType.startsWith('audio/') ? (
    <VoicePlayer attachment={attachment} />
  ) : (
    <AttachmentFile attachment={attachment} />
  );
}

function Unavailable({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  const { t } = useLingui();
  const words: Record<Exclude<AttachmentView['state'], 'ready'>, string> = {
    pending: t`being fetched and checked`,
    rejected: t`refused: this kind or size of file is not accepted`,
    expired: t`the sender's channel no longer has it`,
    dead: t`could not be fetched`,
  };
  const { state } = attachment;
  const waits = state === 'pending';
  return (
    <span className={styles.file} data-state={state}>
      <Icon of={waits ? Hourglass : FileWarning} size={20} />
      <span className={styles.fileName}>
        <bdi>{attachment.fileName}</bdi>
        <small>{state === 'ready' ? '' : words[state]}</small>
      </span>
    </span>
  );
}
