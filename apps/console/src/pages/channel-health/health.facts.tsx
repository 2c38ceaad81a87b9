import { Trans, useLingui } from '@lingui/react/macro';
import { type ChannelHealth, FAILURE_CLASSES, type ProbeView } from '@sila/contracts';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Bdi, Icon, Ltr, useFormat } from '../../ui/index.js';
import styles from './channel-health.module.css';
import { useFailureWords, useWebhookWords } from './health.words.js';

/** What is known of an account, a line each. */
export function Facts({ health }: { readonly health: ChannelHealth }): ReactNode {
  const { t } = useLingui();
  return (
    <dl className={styles.facts}>
      {health.receives && (
        <Fact name={t`Last message received`}>
          <Moment at={health.lastInboundAt} />
        </Fact>
      )}
      {health.hears && (
        <Fact name={health.hears === 'poll' ? t`Last checked for new` : t`Last webhook`}>
          <Moment at={health.lastHeardAt} />
        </Fact>
      )}
      {health.sends && (
        <Fact name={t`Last sent`}>
          <Moment at={health.lastSentAt} />
        </Fact>
      )}
      {health.lastError && (
        <Fact name={t`Last error`}>
          <Moment at={health.lastErrorAt} /> · <Bdi>{health.lastError}</Bdi>
        </Fact>
      )}
      <Fact name={t`Not taken in the last day`}>
        <Failures counts={health.failures} />
      </Fact>
      <Resting lanes={health.resting} />
      {health.probe && <Provider probe={health.probe} />}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Moment({ at }: { readonly at: string | null }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return at ? format.relative(at) : t`never`;
}

function Failures({ counts }: { readonly counts: ChannelHealth['failures'] }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const words = useFailureWords();
  const some = FAILURE_CLASSES.filter((kind) => counts[kind] > 0);
  if (some.length === 0) return t`none`;
  return format.list(some.map((kind) => `${words[kind]}: ${format.number(counts[kind])}`));
}

/** Messages and events that rest because of something, and until when. */
function Resting({ lanes }: { readonly lanes: ChannelHealth['resting'] }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  if (lanes.length === 0) return null;
  return (
    <Fact name={t`Waiting to be tried again`}>
      <ul className={styles.plainList}>
        {lanes.map((lane) => {
          const until = format.time(lane.until);
          return (
            <li key={`${lane.direction} ${lane.reason} ${lane.code}`}>
              {lane.direction === 'in' ? t`Came in` : t`Sent`}: {format.number(lane.lanes)} ·{' '}
              {lane.code ? <Ltr>{lane.code}</Ltr> : <Trans>no failure</Trans>} · <Trans>until {until}</Trans>
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}

/** What the provider said of the account when it was last asked. */
function Provider({ probe }: { readonly probe: ProbeView }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { access, webhook } = probe;
  return (
    <>
      <Fact name={t`The provider says`}>
        <Verdict ok={probe.ok}>{probe.ok ? t`The settings work` : <Bdi>{probe.error ?? ''}</Bdi>}</Verdict>
        <span className={styles.quiet}> · {format.relative(probe.at)}</span>
      </Fact>
      {webhook && <Webhook webhook={webhook} />}
      {access && (
        <Fact name={t`Access`}>
          <AccessEnd access={access} />
        </Fact>
      )}
    </>
  );
}

function AccessEnd({ access }: { readonly access: NonNullable<ProbeView['access']> }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  if (access.endsAt === null) return t`does not end`;
  const end = format.dateTime(access.endsAt);
  return access.renews ? t`until ${end}, renewed by itself` : t`until ${end}`;
}

/** Good or not, by sign and words. */
function Verdict({ ok, children }: { readonly ok: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <span className={ok ? styles.good : styles.bad}>
      <Icon of={ok ? CircleCheck : CircleAlert} size={14} /> {children}
    </span>
  );
}

/** What it holds of our webhook. */
function Webhook({ webhook }: { readonly webhook: NonNullable<ProbeView['webhook']> }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const words = useWebhookWords();
  const waiting = webhook.waiting ? format.number(webhook.waiting) : null;
  return (
    <Fact name={t`Webhook at the provider`}>
      <Verdict ok={webhook.state === 'active'}>{words[webhook.state]}</Verdict>
      {waiting && (
        <>
          {' · '}
          <Trans>Waiting at the provider: {waiting}</Trans>
        </>
      )}
      {webhook.lastError && (
        <>
          {' · '}
          <Bdi>{webhook.lastError}</Bdi>
        </>
      )}
    </Fact>
  );
}
