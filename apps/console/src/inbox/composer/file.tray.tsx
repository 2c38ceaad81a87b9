import { useLingui } from '@lingui/react/macro';
import { CircleAlert, FileText, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon, IconButton, Ltr, useFormat } from '../../ui/index.js';
import { useRefusalWords } from '../actions/refusal.words.js';
import { removeFile } from './composer.store.js';
import type { ComposerFile } from './composer.store.js';
import styles from './composer.module.css';

interface FileTrayProps {
  readonly conversationId: string;
  readonly files: readonly ComposerFile[];
}

/** The files that will go with the message, and how far each has come. */
export function FileTray({ conversationId, files }: FileTrayProps): ReactNode {
  const { t } = useLingui();
  if (files.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t`Files`}>
      {files.map((file) => (
        <FileEntry key={file.key} file={file} onRemove={() => removeFile(conversationId, file.key)} />
      ))}
    </ul>
  );
}

function FileEntry({
  file,
  onRemove,
}: {
  readonly file: ComposerFile;
  readonly onRemove: () => void;
}): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const words = useRefusalWords();
  const isUnderWay = file.attachment === null && file.error === null;
  return (
    <li className={styles.file} data-failed={file.error !== null || undefined}>
      <Icon of={file.error === null ? FileText : CircleAlert} />
      <span className={styles.fileName}>
        <bdi>{file.name}</bdi>
        {isUnderWay && <progress value={file.progress} max={1} aria-label={t`Uploading ${file.name}`} />}
        {file.error !== null && <small role="alert">{words(file.error)}</small>}
      </span>
      <Ltr>{format.bytes(file.size)}</Ltr>
      <IconButton label={t`Remove ${file.name}`} icon={X} size="s" onPress={onRemove} />
    </li>
  );
}
