import { Trans, useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import { UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar, Banner, cx, useFormat } from '../../ui/index.js';
import { useUi } from '../../shell/ui.store.js';
import { Presence } from '../shared/presence.js';
import styles from './live.module.css';
import { barPercent, type LiveQueue, presentFirst } from './live.rules.js';

type Person = LiveQueue['staff'][number];

/** Who is there and how full their hands are. Load only: no speed, no counts of answers, no order by them (P8). */
export function QueueStaff({ queue }: { readonly queue: LiveQueue }): ReactNode {
  const { t } = useLingui();
  const { language } = useUi();
  const present = presentFirst(queue, language).filter(({ presence }) => presence !== 'offline');
  const offline = queue.staff.length - present.length;
  const nobodyOnline = !present.some(({ presence }) => presence === 'online');
  return (
    <div className={styles.block}>
      <h3 className={styles.small}>
        <Trans>People</Trans>
      </h3>
      {nobodyOnline && (
        <Banner tone={queue.waiting > 0 ? 'danger' : 'warn'} icon={UserRoundX}>
          {queue.waiting > 0
            ? t`Nobody of this queue is online while people wait.`
            : t`Nobody of this queue is online.`}
        </Banner>
      )}
      <ul className={styles.people}>
        {present.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      {offline > 0 && (
        <p
          className={styles.nothing}
        >{t`${plural(offline, { one: '# more is offline', other: '# more are offline' })}`}</p>
      )}
    </div>
  );
}

function PersonRow({ person }: { readonly person: Person }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const [load, capacity] = [format.number(person.load), format.number(person.capacity)];
  const full = person.load >= person.capacity;
  return (
    <li className={styles.personRow}>
      <Avatar name={person.name} size="s" />
      <span className={styles.personName}>
        <bdi>{person.name}</bdi>
      </span>
      <Presence state={person.presence} />
      <span className={styles.load}>
        <span aria-hidden className={styles.barTrack}>
          <span
            className={cx(styles.barFill, full ? styles.full : styles.arrivals)}
            style={{ inlineSize: `${barPercent(person.load, Math.max(person.capacity, person.load))}%` }}
          />
        </span>
        <span className={styles.loadText}>
          {full ? t`full: ${load} of ${capacity}` : t`${load} of ${capacity}`}
        </span>
      </span>
    </li>
  );
}
