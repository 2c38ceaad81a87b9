import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { focusFirstField } from '../../shell/first.focus.js';
import { ComboBox, toast } from '../../ui/index.js';
import { HandOverDialog, type HandOverOf } from './hand-over.dialog.js';
import { useColleagueOptions } from './hand-over.options.js';
import { useActions } from './use.actions.js';
import { useUndo } from './use.undo.js';

/** Hands the conversation to a person. */
export function AssignDialog({ detail, onClose }: HandOverOf): ReactNode {
  const { t } = useLingui();
  const [assigneeId, setAssigneeId] = useState<string | null>(null);
  const { change, isPending } = useActions(detail);
  const undo = useUndo(detail);
  const options = useColleagueOptions(detail.assignee?.id);
  const submit = async (reason: string) => {
    if (!assigneeId || !(await change({ kind: 'assign', assigneeId, reason }))) return false;
    const name = options.find((option) => option.id === assigneeId)?.label ?? '';
    toast.show({ text: t`Assigned to ${name}.`, tone: 'ok', action: undo });
    return true;
  };
  return (
    <HandOverDialog
      title={<Trans>Assign to a person</Trans>}
      consequence={<Trans>Only colleagues see the reason. You go on following the conversation.</Trans>}
      verb={<Trans>Assign</Trans>}
      isReady={assigneeId !== null}
      isPending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div ref={focusFirstField}>
        <ComboBox
          label={t`Colleague`}
          placeholder={t`Type a name`}
          isRequired
          value={assigneeId}
          onChange={setAssigneeId}
          options={options}
        />
      </div>
    </HandOverDialog>
  );
}
