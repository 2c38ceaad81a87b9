import { Trans } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { PhoneForwarded, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Icon } from '../../ui/index.js';
import { consulted } from '../call.rules.js';
import styles from '../calls.module.css';
import type { CallActions } from './call.actions.js';

interface ConsultationProps {
  readonly call: CallView;
  readonly actions: CallActions;
}

/** A colleague is asked before the call is handed over, while the person waits; then it is handed over, or not. */
export function Consultation({ call, actions }: ConsultationProps): ReactNode {
  const colleague = consulted(call);
  if (!colleague) return null;
  const name = <bdi>{colleague.staff.name}</bdi>;
  return (
    <output className={styles.strip}>
      <Icon of={PhoneForwarded} size={16} />
      <span className={styles.grow}>
        {colleague.state === 'ringing' ? (
          <Trans>It rings at {name}. The person waits.</Trans>
        ) : (
          <Trans>{name} is on the line with you. The person waits and does not hear you.</Trans>
        )}
      </span>
      {call.may.includes('cancel-transfer') && (
        <Button
          size="s"
          icon={Undo2}
          isPending={actions.pending === 'transfer/cancel'}
          onPress={() => void actions.change('transfer/cancel')}
        >
          <Trans>Back to the person</Trans>
        </Button>
      )}
      {call.may.includes('complete-transfer') && (
        <Button
          size="s"
          variant="primary"
          icon={PhoneForwarded}
          isPending={actions.pending === 'transfer/complete'}
          onPress={() => void actions.change('transfer/complete')}
        >
          <Trans>Hand over and leave</Trans>
        </Button>
      )}
    </output>
  );
}
