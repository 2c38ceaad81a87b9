import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { LedgerEntry } from '@sila/contracts';
import { useDecide } from './people.query.js';
import { ReasonForm } from './reason.form.js';

/** Takes a merge, or a given address, back. */
export function UndoDialog({ entry }: { readonly entry: LedgerEntry }): ReactNode {
  const { t } = useLingui();
  const { decide, isPending } = useDecide();
  const isMerge = entry.kind === 'merged';
  const submit = (reason: string) =>
    decide(
      { path: `/contact-merges/${entry.id}/undo`, body: { reason } },
      isMerge ? t`They are two people again.` : t`The address is back.`,
      false,
    );
  return (
    <ReasonForm
      title={isMerge ? <Trans>Take the two apart again</Trans> : <Trans>Give the address back</Trans>}
      consequences={[
        isMerge ? (
          <Trans key="apart">Each goes on with their own name, addresses and conversations.</Trans>
        ) : (
          <Trans key="back">What comes from this address goes to who had it before.</Trans>
        ),
        <Trans key="stays">Messages that came meanwhile stay where they stand.</Trans>,
      ]}
      verb={isMerge ? <Trans>Take apart</Trans> : <Trans>Give back</Trans>}
      isPending={isPending}
      onSubmit={submit}
    />
  );
}
