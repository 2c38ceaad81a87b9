import { useLingui } from '@lingui/react/macro';
import { Download, FileText, FileWarning, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { attachmentUrl } from '../../api/index.js';
import { Icon, Ltr, useFormat } from '../../ui/index.js';
import styles from './parts.module.css';

/** The files of a message: pictures as pictures, others by name; each says when it can't be had. */
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
  return SHOWN.test(attachment.mediaType) ? (
    <Picture attachment={attachment} />
  ) : (
    <File attachment={attachment} />
  );
}

function Picture({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  return (
    <a href={attachmentUrl(attachment.id)} download={attachment.fileName} className={styles.picture}>
      <img src={attachmentUrl(attachment.id, true)} alt={attachment.fileName} loading="lazy" />
    </a>
  );
}

function File({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  const format = useFormat();
  return (
    <a href={attachmentUrl(attachment.id)} download={attachment.fileName} className={styles.file}>
      <Icon of={FileText} size={20} />
      <span className={styles.fileName}>
        <bdi>{attachment.fileName}</bdi>
      </span>
      {attachment.size !== null && <Ltr>{format.bytes(attachment.size)}</Ltr>}
      <Icon of={Download} size={16} />
    </a>
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
