import { useLingui as useI18n } from '@lingui/react';
import { useLingui } from '@lingui/react/macro';
import { useLinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useChannelHealth, useMe } from '../api/index.js';
import { PhoneMenu } from '../calls/phone/phone.menu.js';
import { Badge, Icon, Tooltip, useFormat } from '../ui/index.js';
import { useOpenCallbacks } from '../pages/callbacks/callbacks.queries.js';
import { may } from './access.js';
import { destinationsOf } from './destinations.js';
import type { Destination } from './destinations.js';
import { Logo } from './logo.js';
import { PersonMenu } from './person.menu.js';
import styles from './shell.module.css';

/** The way between the screens, at the start side of the window; at its foot on a phone. */
export function Rail(): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const callbacks = useOpenCallbacks(may(me, 'conversation.read'));
  return (
    <nav aria-label={t`Main`} className={styles.rail}>
      <span className={styles.logo}>
        <Logo />
      </span>
      <ul className={styles.places}>
        {destinationsOf(me).map((place) => (
          <li key={place.to}>
            <RailLink place={place} count={place.to === '/callbacks' ? callbacks : 0} />
          </li>
        ))}
      </ul>
      <PhoneMenu />
      <PersonMenu />
    </nav>
  );
}

interface RailLinkProps {
  readonly place: Destination;
  /** What waits there; nothing is shown at 0. */
  readonly count: number;
}

function RailLink({ place, count }: RailLinkProps): ReactNode {
  const { t } = useLingui();
  const { i18n } = useI18n();
  const trouble = useTrouble(place);
  const title = i18n._(place.title);
  const name = trouble === null ? title : `${title} (${trouble})`;
  const link = useLinkProps({ to: place.to, activeProps: { 'aria-current': 'page' } });
  return (
    <Tooltip text={name}>
      <a {...link} className={styles.place} aria-label={count > 0 ? t`${name}, waiting: ${count}` : name}>
        <Icon of={place.icon} size={21} />
        <span className={styles.count}>
          <Badge count={count} />
        </span>
        {trouble !== null && (
          <span aria-hidden className={styles.trouble}>
            !
          </span>
        )}
      </a>
    </Tooltip>
  );
}

/** How many channels are broken, in words, at the place where that is shown; null when there is nothing to say. */
function useTrouble({ to }: Destination): string | null {
  const { t } = useLingui();
  const format = useFormat();
  const health = useChannelHealth(to === '/channel-health');
  const broken = health.data?.accounts.filter(({ state }) => state === 'broken').length ?? 0;
  const count = format.number(broken);
  return to === '/channel-health' && broken > 0 ? t`broken: ${count}` : null;
}
