import { Trans, useLingui } from '@lingui/react/macro';
import type { ReconcileRun } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Bdi, useFormat } from '../../ui/index.js';
import styles from './channel-health.module.css';

/** When and why the provider was last asked, and what came of it. */
export function LastRun({ run }: { readonly run: ReconcileRun | null }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  if (!run) {
    return (
      <p className={styles.quiet}>
        <Trans>Not asked yet.</Trans>
      </p>
    );
  }
  const why: Readonly<Record<ReconcileRun['why'], string>> = {
    gap: t`after an outage`,
    failures: t`after webhooks failed`,
    button: t`by hand`,
    due: t`on schedule`,
  };
  return (
    <div aria-live="polite" className={styles.run}>
      <p>
        {format.relative(run.finishedAt)} · {why[run.why]}
      </p>
      <Result run={run} />
    </div>
  );
}

function Result({ run }: { readonly run: ReconcileRun }): ReactNode {
  const format = useFormat();
  const { error, kind, awaited } = run;
  const found = format.number(run.found);
  const listed = format.number(run.listed ?? 0);
  if (error !== null) {
    return (
      <p className={styles.failed}>
        <Trans>It could not be asked:</Trans> <Bdi>{error}</Bdi>
      </p>
    );
  }
  if (kind === 'redelivery') {
    const count = awaited === null ? null : format.number(awaited);
    return (
      <p>
        {count === null ? (
          <Trans>It delivers once more what it still holds.</Trans>
        ) : (
          <Trans>Waiting at the provider: {count}</Trans>
        )}
      </p>
    );
  }
  return (
    <p>
      {kind === 'listed' ? (
        <Trans>
          Listed: {listed} · recovered: {found}
        </Trans>
      ) : (
        <Trans>New: {found}</Trans>
      )}
    </p>
  );
}
