import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { toast } from '../../ui/index.js';
import { HandOverDialog } from './hand-over.dialog.js';
import { useActions } from './use.actions.js';

/** Refers the conversation to social research (policy P13). */
export function ReferDialog({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const { change, isPending } = useActions(detail);
  const submit = async (reason: string) => {
    const done = await change({ kind: 'refer', reason });
    if (done) toast.show({ text: t`Referred to social research.`, tone: 'ok' });
    return done;
  };
  return (
    <HandOverDialog
      title={<Trans>Refer to social research</Trans>}
      consequence={
        <Trans>
          A researcher takes over and reads this. The person is told that their matter is with research.
        </Trans>
      }
      verb={<Trans>Refer</Trans>}
      isReady
      isPending={isPending}
      onSubmit={submit}
    />
  );
}
