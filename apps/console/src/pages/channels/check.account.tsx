import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelAccountView, CheckResult } from '@sila/contracts';
import { CircleCheck, Stethoscope } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys } from '../../api/index.js';
import { Banner, Bdi, Button } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from './channels.module.css';

/** Asks the provider or the mail server whether the settings are good, and says what it answered. */
export function CheckAccount({ account }: { readonly account: ChannelAccountView }): ReactNode {
  const { t } = useLingui();
  const name = account.label;
  const check = useSave(() => api.post<CheckResult>(`/channel-accounts/${account.id}/check`), {
    stale: [keys.channels],
  });
  return (
    <div className={styles.check}>
      <Button
        size="s"
        icon={Stethoscope}
        isPending={check.isPending}
        onPress={() => check.mutate(undefined)}
        aria-label={t`Check the connection: ${name}`}
      >
        <Trans>Check the connection</Trans>
      </Button>
      {check.data?.ok && (
        <Banner tone="ok" icon={CircleCheck} live="polite">
          <Trans>The connection works.</Trans>
        </Banner>
      )}
      {check.data && !check.data.ok && (
        <Banner tone="danger" live="polite" title={<Trans>The connection does not work</Trans>}>
          {check.data.error ? (
            <>
              <Trans>The other side says:</Trans> <Bdi>{check.data.error}</Bdi>
            </>
          ) : (
            <Trans>No reason was given. Look at the settings again.</Trans>
          )}
        </Banner>
      )}
    </div>
  );
}
