import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { LogOut, UserRoundCog } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { keys, signOut, useMe, useSetPresence } from '../api/index.js';
import { Avatar, Button, cx, DialogTrigger, HiddenText, Icon, Popover, RadioGroup } from '../ui/index.js';
import { LookChoices } from './look.choices.js';
import { forgetOutbox } from '../inbox/outbox/outbox.store.js';
import { forgetVisits } from '../pages/reception/visits.store.js';
import styles from './shell.module.css';

/** One's own menu: availability, look of the screen, account, sign-out. */
export function PersonMenu(): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const states = { online: t`Online`, away: t`Away`, offline: t`Offline` };
  return (
    <DialogTrigger>
      <AriaButton className={styles.person ?? ''}>
        <Avatar name={me.name} />
        <span className={cx(styles.dot, styles[me.presence])} />
        <HiddenText>
          <Trans>
            {me.name}, {states[me.presence]}. Your menu
          </Trans>
        </HiddenText>
      </AriaButton>
      <Popover label={t`Your menu`} placement="top start">
        <div className={styles.personPanel}>
          <div>
            <strong>
              <bdi>{me.name}</bdi>
            </strong>
            <div className={styles.secondary}>
              <bdi>{me.email}</bdi>
            </div>
          </div>
          <PresenceChoice />
          <LookChoices />
          <Ways />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function PresenceChoice(): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const setPresence = useSetPresence();
  return (
    <RadioGroup
      label={t`Availability`}
      description={
        me.presence === 'online' ? t`New conversations come to you.` : t`New conversations pass you by.`
      }
      layout="segments"
      value={me.presence}
      onChange={(state) => setPresence.mutate(state)}
      options={[
        { id: 'online', label: t`Online` },
        { id: 'away', label: t`Away` },
        { id: 'offline', label: t`Offline` },
      ]}
    />
  );
}

function Ways(): ReactNode {
  const leave = useSignOut();
  return (
    <div className={styles.ways}>
      <Link to="/me" className={styles.way}>
        <Icon of={UserRoundCog} />
        <Trans>My account</Trans>
      </Link>
      <Button variant="quiet" size="s" icon={LogOut} onPress={() => void leave()}>
        <Trans>Sign out</Trans>
      </Button>
    </div>
  );
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut().catch(() => undefined);
    await Promise.all([forgetOutbox(), forgetVisits()]);
    client.setQueryData(keys.me, null);
    await navigate({ to: '/sign-in' });
    client.clear();
  };
}
