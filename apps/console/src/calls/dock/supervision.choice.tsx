import { useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { useMe } from '../../api/index.js';
import { Select } from '../../ui/index.js';
import { ownParty } from '../call.rules.js';
import { useSupervisionWords } from '../supervision.words.js';
import type { CallActions } from './call.actions.js';

interface SupervisionChoiceProps {
  readonly call: CallView;
  readonly actions: CallActions;
}

/** What the supervisor on a call does there: hear, speak to the officer, speak to both. */
export function SupervisionChoice({ call, actions }: SupervisionChoiceProps): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const modes = useSupervisionWords();
  return (
    <Select
      aria-label={t`What you do on this call`}
      value={ownParty(call, me.id)?.supervision ?? 'listen'}
      onChange={(mode) => void actions.change('supervise', { mode })}
      options={modes.map(({ id, label, description }) => ({ id, label, description }))}
    />
  );
}
