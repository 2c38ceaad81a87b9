import { Trans, useLingui } from '@lingui/react/macro';
import type { DeadLetter } from '@sila/contracts';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { TextArea } from '../../ui/index.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';

interface DiscardDialogProps {
  readonly letter: DeadLetter;
  readonly onClose: () => void;
}

/** Gives up a held event; the reason goes into the audit. */
export function DiscardDialog({ letter, onClose }: DiscardDialogProps): ReactNode {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const saving = useSave(
    (words: string) => api.post(`/dead-letters/${letter.id}/discard`, { reason: words }),
    {
      stale: [keys.deadLetters],
      tellFailure: false,
      done: () => t`The event is discarded; the reason is kept`,
      onSuccess: onClose,
    },
  );
  return (
    <FormDialog
      title={<Trans>Discard this event?</Trans>}
      submitLabel={<Trans>Discard</Trans>}
      dirty={false}
      isPending={saving.isPending}
      error={saving.error}
      canSubmit={reason.trim() !== ''}
      onSubmit={() => saving.mutate(reason.trim())}
      onClose={onClose}
    >
      <p>
        <Trans>It will not be tried again. The placeholder in the conversation stays.</Trans>
      </p>
      <TextArea
        label={t`Reason`}
        description={t`Kept in the audit, with your name.`}
        isRequired
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
