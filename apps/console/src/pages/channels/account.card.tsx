import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelAccountView, ChannelKind } from '@sila/contracts';
import { isFailing } from '@sila/domain';
import { CircleAlert, CircleCheck, CircleOff, Link2, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, keys, useQueues } from '../../api/index.js';
import { Bdi, Button, Chip, Icon, Switch, useConfirm, useFormat } from '../../ui/index.js';
import { useUi } from '../../shell/ui.store.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { useSave } from '../shared/mutations.js';
import { useLocalName } from '../shared/words.js';
import styles from './channels.module.css';
import { CheckAccount } from './check.account.js';

interface AccountCardProps {
  readonly account: ChannelAccountView;
  readonly kind: ChannelKind | null;
  readonly onEdit: (account: ChannelAccountView) => void;
  readonly onConnect: (account: ChannelAccountView) => void;
}

/** One account: what it is, how it does, and what can be done with it. */
export function AccountCard({ account, kind, onEdit, onConnect }: AccountCardProps): ReactNode {
  const { t } = useLingui();
  const { language } = useUi();
  const kindName = kind ? (language === 'ar' ? kind.labelAr : kind.labelEn) : account.channel;
  return (
    <section aria-label={account.label} className={styles.card}>
      <div className={styles.cardHead}>
        <span className={styles.kindIcon}>
          <Icon of={channelIcon(account.icon)} size={22} />
        </span>
        <div className={styles.names}>
          <h2 className={styles.name}>
            <Bdi>{account.label}</Bdi>
          </h2>
          <span className={styles.quiet}>
            {kindName} · <QueueName id={account.queueId} />
          </span>
        </div>
        <HealthChip account={account} />
      </div>
      <Health health={account.health} />
      <CheckAccount account={account} />
      <div className={styles.cardFoot}>
        <EnableSwitch account={account} />
        <span className={styles.grow} />
        {(account.webhookUrl ?? account.embed ?? account.page) !== null && (
          <Button size="s" icon={Link2} onPress={() => onConnect(account)}>
            {account.embed ? t`Tag for the website` : account.page ? t`Address` : t`Webhook`}
          </Button>
        )}
        <Button size="s" icon={Pencil} isDisabled={!kind} onPress={() => onEdit(account)}>
          {t`Settings`}
        </Button>
      </div>
    </section>
  );
}

function QueueName({ id }: { readonly id: string | null }): ReactNode {
  const nameOf = useLocalName();
  const queue = useQueues().data?.find((entry) => entry.id === id);
  return queue ? nameOf(queue) : <Trans>by the routing rules</Trans>;
}

function HealthChip({ account }: { readonly account: ChannelAccountView }): ReactNode {
  const { t } = useLingui();
  if (!account.enabled) return <Chip icon={CircleOff}>{t`Off`}</Chip>;
  if (isFailing(account.health)) return <Chip tone="danger" icon={CircleAlert}>{t`Needs attention`}</Chip>;
  if (!account.health.lastInboundAt && !account.health.lastSentAt)
    return <Chip tone="info">{t`Nothing yet`}</Chip>;
  return <Chip tone="ok" icon={CircleCheck}>{t`Working`}</Chip>;
}

function Health({ health }: { readonly health: ChannelAccountView['health'] }): ReactNode {
  const { t } = useLingui();
  return (
    <dl className={styles.health}>
      <Fact name={t`Last received`} at={health.lastInboundAt} />
      <Fact name={t`Last sent`} at={health.lastSentAt} />
      {health.lastError && (
        <div className={styles.lastError}>
          <dt>{t`Last error`}</dt>
          <dd>
            <ErrorTime at={health.lastErrorAt} />
            <Bdi>{health.lastError}</Bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Fact({ name, at }: { readonly name: string; readonly at: string | null }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <div>
      <dt>{name}</dt>
      <dd>{at ? format.relative(at) : t`never`}</dd>
    </div>
  );
}

function ErrorTime({ at }: { readonly at: string | null }): ReactNode {
  const format = useFormat();
  return at && <>{format.relative(at)}: </>;
}

function EnableSwitch({ account }: { readonly account: ChannelAccountView }): ReactNode {
  const { t } = useLingui();
  const confirm = useConfirm();
  const name = account.label;
  const { mutate, isPending } = useSave(
    (enabled: boolean) => api.patch<ChannelAccountView>(`/channel-accounts/${account.id}`, { enabled }),
    { stale: [keys.channels], done: (_, enabled) => (enabled ? t`${name} is on` : t`${name} is off`) },
  );
  const change = async (enabled: boolean) => {
    const sure =
      enabled ||
      (await confirm({
        title: t`Switch off ${name}?`,
        text: t`Nobody can write to you by it until you switch it on again. Conversations stay.`,
        confirmLabel: t`Switch off`,
        tone: 'danger',
      }));
    if (sure) mutate(enabled);
  };
  return (
    <Switch isSelected={account.enabled} isDisabled={isPending} onChange={(on) => void change(on)}>
      {t`In use`}
      <span className="hidden-text">: {name}</span>
    </Switch>
  );
}
