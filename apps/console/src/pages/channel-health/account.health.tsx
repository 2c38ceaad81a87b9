import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelHealth } from '@sila/contracts';
import { CircleAlert, CircleCheck, CircleOff, CircleX, Clock, RefreshCw } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys } from '../../api/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { Bdi, Button, Chip, Icon, type Tone } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from './channel-health.module.css';
import { DayLedger } from './day.ledger.js';
import { Facts } from './health.facts.js';
import { useStateWords } from './health.words.js';
import { LastRun } from './last.run.js';
import { TestLoop } from './test.loop.js';

/** One account: its state in a word, then what the word is made of. */
export function AccountHealth({ health }: { readonly health: ChannelHealth }): ReactNode {
  return (
    <section aria-label={health.label} className={styles.account}>
      <div className={styles.head}>
        <span className={styles.kindIcon}>
          <Icon of={channelIcon(health.icon)} size={22} />
        </span>
        <h2 className={styles.name}>
          <Bdi>{health.label}</Bdi>
        </h2>
        <StateChip state={health.state} />
      </div>
      <div className={styles.parts}>
        <Facts health={health} />
        <div className={styles.part}>
          <Reconcile health={health} />
          {health.sends && <TestLoop health={health} />}
        </div>
      </div>
      <DayLedger health={health} />
    </section>
  );
}

const LOOKS: Readonly<Record<ChannelHealth['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  working: { tone: 'ok', icon: CircleCheck },
  quiet: { tone: 'info', icon: Clock },
  attention: { tone: 'warn', icon: CircleAlert },
  broken: { tone: 'danger', icon: CircleX },
  off: { tone: 'neutral', icon: CircleOff },
};

function StateChip({ state }: { readonly state: ChannelHealth['state'] }): ReactNode {
  const words = useStateWords();
  const { tone, icon } = LOOKS[state];
  return (
    <Chip tone={tone} icon={icon}>
      {words[state]}
    </Chip>
  );
}

/** What the provider told when it was last asked for what was missed, and the way to ask it now. */
function Reconcile({ health }: { readonly health: ChannelHealth }): ReactNode {
  const { t } = useLingui();
  const { reconcile, label, accountId, state } = health;
  const ask = useSave(() => api.post(`/channel-accounts/${accountId}/reconcile`), {
    stale: [keys.channelHealth],
  });
  return (
    <div className={styles.block}>
      <h3 className={styles.blockTitle}>
        <Trans>What webhooks did not tell</Trans>
      </h3>
      {reconcile.possible ? (
        <LastRun run={reconcile.lastRun} />
      ) : (
        <p className={styles.quiet}>
          <Trans>This provider can’t be asked for what was missed; it repeats its webhooks by itself.</Trans>
        </p>
      )}
      <Button
        size="s"
        icon={RefreshCw}
        isPending={ask.isPending || reconcile.running}
        isDisabled={state === 'off'}
        onPress={() => ask.mutate(undefined)}
        aria-label={
          reconcile.possible ? t`Ask the provider now: ${label}` : t`Check the settings now: ${label}`
        }
      >
        {reconcile.possible ? t`Ask the provider now` : t`Check the settings now`}
      </Button>
    </div>
  );
}
