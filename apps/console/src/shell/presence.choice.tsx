import { Trans, useLingui } from '@lingui/react/macro';
import { AWAY_REASONS } from '@sila/domain';
import { type ReactNode, useState } from 'react';
import { useMe, useSetPresence } from '../api/index.js';
import { useAwayWords, usePresenceWords } from '../pages/shared/words.js';
import { Button, RadioGroup, Select, TextField, useFormat, useNow } from '../ui/index.js';
import styles from './shell.module.css';

/** One's own availability, since when, and why one is away. */
export function PresenceChoice(): ReactNode {
  const { t } = useLingui();
  const { presence, wrapUpMinutes } = useMe();
  const setPresence = useSetPresence();
  const words = usePresenceWords();
  const states = wrapUpMinutes > 0 ? STATES : STATES.filter((state) => state !== 'wrap-up');
  return (
    <div className={styles.presence}>
      <RadioGroup
        label={t`Availability`}
        description={
          presence.state === 'online' ? t`New conversations come to you.` : t`New conversations pass you by.`
        }
        layout={wrapUpMinutes > 0 ? 'list' : 'segments'}
        value={presence.state}
        onChange={(state) => setPresence.mutate({ state })}
        options={states.map((state) => ({ id: state, label: words[state] }))}
      />
      {presence.state !== 'online' && <Since />}
      {presence.state === 'away' && <Why />}
    </div>
  );
}

const STATES = ['online', 'away', 'wrap-up', 'offline'] as const;

function Since(): ReactNode {
  const { presence } = useMe();
  const format = useFormat();
  const now = useNow(1_000);
  const since = format.time(presence.since);
  return (
    <span className={styles.secondary}>
      {presence.reason === 'automatic' ? (
        <Trans>Away since {since}, because nothing was done here. It ends with your next action.</Trans>
      ) : (
        <Trans>Since {since}</Trans>
      )}
      {presence.until && (
        <>
          {' · '}
          <Trans>
            ends in <bdi dir="ltr">{format.stopwatch(now, Math.max(now, Date.parse(presence.until)))}</bdi>
          </Trans>
        </>
      )}
    </span>
  );
}

function Why(): ReactNode {
  const { t } = useLingui();
  const { reason, words } = useMe().presence;
  const setPresence = useSetPresence();
  const reasons = useAwayWords();
  const [own, setOwn] = useState(words ?? '');
  return (
    <>
      <Select
        label={t`Reason`}
        placeholder={t`Choose a reason`}
        value={reason === 'automatic' ? null : reason}
        onChange={(chosen) => setPresence.mutate({ state: 'away', reason: chosen })}
        options={AWAY_REASONS.map((each) => ({ id: each, label: reasons[each] }))}
      />
      {reason === 'other' && (
        <form
          className={styles.presence}
          onSubmit={(event) => {
            event.preventDefault();
            setPresence.mutate({ state: 'away', reason, words: own.trim() || null });
          }}
        >
          <TextField label={t`In your own words`} maxLength={80} value={own} onChange={setOwn} />
          <Button type="submit" size="s" isPending={setPresence.isPending}>
            <Trans>Keep</Trans>
          </Button>
        </form>
      )}
    </>
  );
}
