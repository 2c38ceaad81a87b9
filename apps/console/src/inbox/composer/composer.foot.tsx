import { Trans, useLingui } from '@lingui/react/macro';
import { NotebookPen, Paperclip, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ReplyOption } from '@sila/contracts';
import { labelOfKeys } from '../../shell/command.registry.js';
import { Button, IconButton, Kbd, useFormat } from '../../ui/index.js';
import type { Writing } from './composer.store.js';
import { LetterPreview } from './letter.preview.js';
import { isTooLong, NOTE_LIMITS, TextCounter } from './text.counter.js';
import { useDraftSavedAt } from './drafts.js';
import styles from './composer.module.css';

interface FootProps {
  readonly id: string;
  readonly writing: Writing;
  readonly way: ReplyOption | undefined;
  readonly addFiles: (files: Iterable<File>) => void;
  readonly onSend: () => void;
}

/** Files, counter, the saved draft, and the button that sends. */
export function ComposerFoot({ id, writing, way, addFiles, onSend }: FootProps): ReactNode {
  const { t } = useLingui();
  const isNote = writing.kind === 'note';
  const text = writing[writing.kind];
  const limits = isNote || !way ? NOTE_LIMITS : way;
  const uploading = writing.files.some((file) => file.attachment === null);
  const isEmpty = text.trim() === '' && writing.files.length === 0;
  return (
    <div className={styles.foot}>
      {(isNote || (way?.attachments.outbound ?? false)) && (
        <FileTrigger allowsMultiple onSelect={(files) => files && addFiles(files)}>
          <IconButton label={t`Attach files`} icon={Paperclip} size="s" />
        </FileTrigger>
      )}
      {!isNote && way?.paper && way.identityId && (
        <LetterPreview id={id} identityId={way.identityId} text={text} />
      )}
      <DraftSaved id={id} />
      <span className={styles.gap} />
      <TextCounter text={text} limits={limits} />
      <span className={styles.sendKeys}>
        <Kbd>{labelOfKeys('$mod+Enter')}</Kbd>
      </span>
      <Button
        variant="primary"
        icon={isNote ? NotebookPen : Send}
        isDisabled={isEmpty || uploading || isTooLong(text, limits)}
        onPress={onSend}
      >
        {isNote ? <Trans>Add the note</Trans> : <Trans>Send</Trans>}
      </Button>
    </div>
  );
}

function DraftSaved({ id }: { readonly id: string }): ReactNode {
  const format = useFormat();
  const savedAt = useDraftSavedAt(id);
  if (savedAt === 0) return null;
  return (
    <span className={styles.saved}>
      <Trans>Draft saved {format.time(savedAt)}</Trans>
    </span>
  );
}
