import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Select, toast } from '../../ui/index.js';
import { HandOverDialog, type HandOverOf } from './hand-over.dialog.js';
import { useQueueOptions } from './hand-over.options.js';
import { useActions } from './use.actions.js';
import { useUndo } from './use.undo.js';

/** Hands the conversation to a department's queue. */
export function TransferDialog({ detail, onClose }: HandOverOf): ReactNode {
  const { t } = useLingui();
  const [queueId, setQueueId] = useState<string | null>(null);
  const { change, isPending } = useActions(detail);
  const undo = useUndo(detail);
  const options = useQueueOptions();
  const submit = async (reason: string) => {
    if (!queueId || !(await change({ kind: 'assign', queueId, reason }))) return false;
    const name = options.find((option) => option.id === queueId)?.label ?? '';
    toast.show({ text: t`Transferred to ${name}.`, tone: 'ok', action: undo });
    return true;
  };
  return (
    <HandOverDialog
      title={<Trans>Transfer to a queue</Trans>}
      consequence={
        <Trans>
          The person is told that another department answers them. Only colleagues see the reason.
        </Trans>
      }
      verb={<Trans>Transfer</Trans>}
      isReady={queueId !== null}
      isPending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t`Queue`}
        placeholder={t`Choose a queue`}
        isRequired
        value={queueId}
        onChange={setQueueId}
        options={options}
      />
    </HandOverDialog>
  );
}
