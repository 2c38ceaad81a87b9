import { Trans } from '@lingui/react/macro';
import { HeartPulse } from 'lucide-react';
import type { ReactNode } from 'react';
import { useChannelHealth } from '../../api/index.js';
import { EmptyState, ErrorView, Page, Skeleton, useFormat } from '../../ui/index.js';
import { AccountHealth } from './account.health.js';
import styles from './channel-health.module.css';

/** Whether each channel works: what went through, what is missing, what the provider says, and a test round the whole loop. */
export function ChannelHealthPage(): ReactNode {
  const health = useChannelHealth();
  return (
    <Page title={<Trans>Channel health</Trans>} intro={health.data && <ReadAt at={health.data.at} />}>
      <Body health={health} />
    </Page>
  );
}

function ReadAt({ at }: { readonly at: string }): ReactNode {
  const format = useFormat();
  const time = format.time(at);
  return <Trans>Updates by itself. Read at {time}.</Trans>;
}

function Body({ health }: { readonly health: ReturnType<typeof useChannelHealth> }): ReactNode {
  if (health.isPending) return <Skeleton lines={2} height={260} />;
  if (health.isError && !health.data) return <ErrorView error={health.error} onRetry={health.refetch} />;
  const { accounts } = health.data;
  if (accounts.length === 0) {
    return (
      <EmptyState icon={HeartPulse} title={<Trans>No channel is connected yet</Trans>}>
        <Trans>Connect one on the channels page, and how it does is shown here.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className={styles.accounts}>
      {accounts.map((account) => (
        <AccountHealth key={account.accountId} health={account} />
      ))}
    </div>
  );
}
