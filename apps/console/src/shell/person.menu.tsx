import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { LogOut, UserRoundCog } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { keys, signOut, useMe } from '../api/index.js';
import { Avatar, Button, cx, DialogTrigger, HiddenText, Icon, Popover } from '../ui/index.js';
import { PresenceChoice } from './presence.choice.js';
import { LookChoices } from './look.choices.js';
import { forgetOutbox } from '../inbox/outbox/outbox.store.js';
import { forgetVisits } from '../pages/reception/visits.store.js';
import { usePresenceText } from '../pages/shared/words.js';
import styles from './shell.module.css';

/** One's own menu: availability, look of the screen, account, sign-out. */
export function PersonMenu(): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const presence = usePresenceText()(me.presence);
  return (
    <DialogTrigger>
      <AriaButton className={styles.person ?? ''}>
        <Avatar name={me.name} />
        <span className={cx(styles.dot, styles[me.presence.state])} />
        <HiddenText>
          <Trans>
            {me.name}, {presence}. Your menu
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
