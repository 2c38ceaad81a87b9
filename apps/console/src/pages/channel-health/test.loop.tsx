import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelHealth, TrialStep, TrialView } from '@sila/contracts';
import { CircleCheck, CircleDashed, CircleX, Minus, Send } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { Banner, Bdi, Button, Icon, Ltr, TextField, useFormat } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from './channel-health.module.css';
import { useFailureWords, useStepWords } from './health.words.js';

/** Sends a message to an address of the association's own and watches it go round. */
export function TestLoop({ health }: { readonly health: ChannelHealth }): ReactNode {
  const { t } = useLingui();
  const { accountId, label, trial, testAddress, state } = health;
  const send = useSave(() => api.post(`/channel-accounts/${accountId}/trials`), {
    stale: [keys.channelHealth],
  });
  return (
    <div className={styles.block}>
      <h3 className={styles.blockTitle}>
        <Trans>Test round the whole loop</Trans>
      </h3>
      <TestAddress health={health} />
      {testAddress && (
        <Button
          size="s"
          icon={Send}
          isPending={send.isPending}
          isDisabled={state === 'off'}
          onPress={() => send.mutate(undefined)}
          aria-label={t`Send a test: ${label}`}
        >
          <Trans>Send a test</Trans>
        </Button>
      )}
      {trial && <Steps trial={trial} />}
    </div>
  );
}

function useKeepAddress(health: ChannelHealth) {
  const { t } = useLingui();
  const path = `/channel-accounts/${health.accountId}/test-address`;
  return useSave((address: string) => api.put(path, { address: address === '' ? null : address }), {
    stale: [keys.channelHealth],
    done: () => t`Tests go there from now on`,
    tellFailure: false,
  });
}

function TestAddress({ health }: { readonly health: ChannelHealth }): ReactNode {
  const { t } = useLingui();
  const [typed, setTyped] = useState(health.testAddress ?? '');
  const save = useKeepAddress(health);
  const isNew = typed.trim() !== (health.testAddress ?? '');
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(typed.trim());
      }}
    >
      <TextField
        label={t`Test address`}
        description={t`A phone or an account of yours. On most channels it must have written to you once.`}
        errorMessage={
          save.isError ? t`This channel can’t write there. Write to the channel from it first.` : undefined
        }
        isInvalid={save.isError}
        direction="ltr"
        value={typed}
        onChange={setTyped}
      />
      {isNew && (
        <Button size="s" type="submit" isPending={save.isPending}>
          <Trans>Keep the address</Trans>
        </Button>
      )}
    </form>
  );
}

const SIGNS: Readonly<
  Record<TrialStep['state'], { readonly icon: LucideIcon; readonly look: string | undefined }>
> = {
  done: { icon: CircleCheck, look: styles.good },
  waiting: { icon: CircleDashed, look: styles.quiet },
  failed: { icon: CircleX, look: styles.bad },
  untold: { icon: Minus, look: styles.quiet },
};

function Steps({ trial }: { readonly trial: TrialView }): ReactNode {
  const { t } = useLingui();
  const names = useStepWords();
  const states: Readonly<Record<TrialStep['state'], string>> = {
    done: t`done`,
    waiting: t`waiting`,
    failed: t`failed`,
    untold: t`not told by this channel`,
  };
  return (
    <>
      <ol className={styles.steps} aria-label={t`Steps of the test`}>
        {trial.steps.map(({ step, state, at }) => (
          <li key={step} className={styles.step}>
            <span className={SIGNS[state].look}>
              <Icon of={SIGNS[state].icon} size={15} />
            </span>
            <span>{names[step]}</span>
            <span className={styles.quiet}>{at ? <Lap from={trial.askedAt} at={at} /> : states[state]}</span>
          </li>
        ))}
      </ol>
      {trial.failure && <Failure failure={trial.failure} />}
    </>
  );
}

/** The time, and how long after the beginning. */
function Lap({ from, at }: { readonly from: string; readonly at: string }): ReactNode {
  const format = useFormat();
  const time = format.time(at);
  const seconds = format.number(Math.round((Date.parse(at) - Date.parse(from)) / 100) / 10);
  return (
    <Trans>
      {time}, after {seconds} s
    </Trans>
  );
}

function Failure({ failure }: { readonly failure: NonNullable<TrialView['failure']> }): ReactNode {
  const { t } = useLingui();
  const words: Readonly<Record<string, string>> = {
    ...useFailureWords(),
    'unknown-outcome': t`outcome unknown`,
    reported: t`reported as failed`,
  };
  return (
    <Banner tone="danger" live="polite" title={<Trans>The test did not get through</Trans>}>
      {words[failure.kind] ?? failure.kind}
      {failure.code && (
        <>
          {' · '}
          <Ltr>{failure.code}</Ltr>
        </>
      )}
      {failure.detail && (
        <>
          {' · '}
          <Bdi>{failure.detail}</Bdi>
        </>
      )}
    </Banner>
  );
}
