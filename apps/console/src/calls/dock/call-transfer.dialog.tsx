import { Trans, useLingui } from '@lingui/react/macro';
import type { TransferCall } from '@sila/contracts';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../api/index.js';
import { HandOverDialog } from '../../inbox/actions/hand-over.dialog.js';
import { useColleagueOptions, useQueueOptions } from '../../inbox/actions/hand-over.options.js';
import { Checkbox, ComboBox, RadioGroup, Select } from '../../ui/index.js';
import type { CallActions } from './call.actions.js';

type Whom = 'colleague' | 'queue';

interface CallTransferProps {
  readonly actions: CallActions;
  readonly onClose: () => void;
}

/** Hands the call over: to a colleague, first spoken with or at once, or into a queue. Always with the reason. */
export function CallTransferDialog({ actions, onClose }: CallTransferProps): ReactNode {
  const [whom, setWhom] = useState<Whom>('colleague');
  const [id, setId] = useState<string | null>(null);
  const [warm, setWarm] = useState(true);
  const choose = (next: Whom) => {
    setWhom(next);
    setId(null);
  };
  const submit = (reason: string) => actions.change('transfer', bodyOf(whom, id ?? '', warm, reason));
  return (
    <HandOverDialog
      title={<Trans>Hand the call over</Trans>}
      consequence={<Trans>The conversation goes with the call. Only colleagues see the reason.</Trans>}
      verb={whom === 'colleague' && warm ? <Trans>Ask the colleague</Trans> : <Trans>Hand over</Trans>}
      isReady={id !== null}
      isPending={actions.pending === 'transfer'}
      onSubmit={submit}
      onClose={onClose}
    >
      <WhomChoice value={whom} onChange={choose} />
      {whom === 'queue' ? (
        <QueueField value={id} onChange={setId} />
      ) : (
        <>
          <ColleagueField value={id} onChange={setId} />
          <WarmChoice warm={warm} onChange={setWarm} />
        </>
      )}
    </HandOverDialog>
  );
}

function bodyOf(whom: Whom, id: string, warm: boolean, reason: string): TransferCall {
  return whom === 'colleague' ? { assigneeId: id, warm, reason } : { queueId: id, warm: false, reason };
}

interface WhomChoiceProps {
  readonly value: Whom;
  readonly onChange: (whom: Whom) => void;
}

function WhomChoice({ value, onChange }: WhomChoiceProps): ReactNode {
  const { t } = useLingui();
  return (
    <RadioGroup
      label={t`To whom`}
      layout="segments"
      value={value}
      onChange={onChange}
      options={[
        { id: 'colleague', label: t`A colleague` },
        { id: 'queue', label: t`A queue` },
      ]}
    />
  );
}

interface WarmChoiceProps {
  readonly warm: boolean;
  readonly onChange: (warm: boolean) => void;
}

function WarmChoice({ warm, onChange }: WarmChoiceProps): ReactNode {
  const { t } = useLingui();
  return (
    <Checkbox
      isSelected={warm}
      onChange={onChange}
      description={t`The person waits meanwhile and does not hear you.`}
    >
      {t`Speak with the colleague first`}
    </Checkbox>
  );
}

interface FieldProps {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

function ColleagueField({ value, onChange }: FieldProps): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  return (
    <ComboBox
      label={t`Colleague`}
      placeholder={t`Type a name`}
      isRequired
      value={value}
      onChange={onChange}
      options={useColleagueOptions(me.id)}
    />
  );
}

function QueueField({ value, onChange }: FieldProps): ReactNode {
  const { t } = useLingui();
  return (
    <Select
      label={t`Queue`}
      placeholder={t`Choose a queue`}
      isRequired
      value={value}
      onChange={onChange}
      options={useQueueOptions()}
    />
  );
}
