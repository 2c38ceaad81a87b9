import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useMe } from '../../api/index.js';
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
  const me = useMe();
  const assigns = me.role === 'supervisor' || me.role === 'administrator' || assigneeId === me.id;
  const options = useColleagueOptions(detail.assignee?.id);
  const submit = async (reason: string) => {
    if (!assigneeId || !(await change({ kind: 'assign', assigneeId, reason }))) return false;
    const name = options.find((option) => option.id === assigneeId)?.label ?? '';
    if (assigns) toast.show({ text: t`Assigned to ${name}.`, tone: 'ok', action: undo });
    else toast.show({ text: t`Offered to ${name}.`, tone: 'ok' });
    return true;
  };
  return (
    <HandOverDialog
      title={<Trans>Assign to a person</Trans>}
      consequence={<Consequence assigns={assigns} />}
      verb={assigns ? <Trans>Assign</Trans> : <Trans>Offer</Trans>}
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

function Consequence({ assigns }: { readonly assigns: boolean }): ReactNode {
  if (assigns) return <Trans>Only colleagues see the reason. You go on following the conversation.</Trans>;
  return (
    <Trans>Only colleagues see the reason. The conversation stays here until your colleague accepts.</Trans>
  );
}
