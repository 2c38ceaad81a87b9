import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { attachmentUrl } from '../../api/index.js';
import { Dialog } from '../../ui/index.js';
import styles from './parts.module.css';

/** A picture small in the thread; a press shows it large. */
export function Picture({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { id, fileName } = attachment;
  const source = attachmentUrl(id, true);
  return (
    <>
      <button
        type="button"
        className={styles.picture}
        aria-label={t`Show ${fileName} large`}
        onClick={() => setOpen(true)}
      >
        <img src={source} alt={fileName} loading="lazy" />
      </button>
      <Dialog
        size="l"
        isOpen={open}
        onOpenChange={setOpen}
        title={<bdi>{fileName}</bdi>}
        actions={
          <a href={attachmentUrl(id)} download={fileName}>
            <Trans>Download</Trans>
          </a>
        }
      >
        <img src={source} alt={fileName} className={styles.large} />
      </Dialog>
    </>
  );
}
