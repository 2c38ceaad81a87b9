import { Download, FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { attachmentUrl } from '../../api/index.js';
import { Icon, Ltr, useFormat } from '../../ui/index.js';
import styles from './parts.module.css';

/** A file by its name, to be saved. */
export function AttachmentFile({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
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
