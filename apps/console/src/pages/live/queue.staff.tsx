import { Trans, useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import type { LivePerson } from '@sila/contracts';
import { Phone, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Avatar, Banner, Chip, cx, Ltr, useFormat, useNow } from '../../ui/index.js';
import { useUi } from '../../shell/ui.store.js';
import { Presence } from '../shared/presence.js';
import styles from './live.module.css';
import own from './people.module.css';
import { barPercent, presentFirst, type ShownQueue } from './live.rules.js';

interface QueueStaffProps {
  readonly queue: ShownQueue;
  readonly skew: number;
  /** Opens what a colleague holds. */
  readonly onHeld: (person: LivePerson) => void;
}

/** Who is there and how full their hands are. Load only: no speed, no counts of answers, no order by them (P8). */
export function QueueStaff({ queue, skew, onHeld }: QueueStaffProps): ReactNode {
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
      <ul className={own.people}>
        {present.map((person) => (
          <PersonRow key={person.id} person={person} skew={skew} onHeld={() => onHeld(person)} />
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

interface PersonRowProps {
  readonly person: LivePerson;
  readonly skew: number;
  readonly onHeld: () => void;
}

function PersonRow({ person, skew, onHeld }: PersonRowProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const [load, capacity] = [format.number(person.load), format.number(person.capacity)];
  const full = person.load >= person.capacity;
  const name = person.name;
  return (
    <li className={own.personRow}>
      <Avatar name={name} size="s" />
      <span className={own.personName}>
        <bdi>{name}</bdi>
      </span>
      <Doing person={person} skew={skew} />
      <AriaButton
        className={cx(own.load, styles.pressable)}
        isDisabled={person.load === 0}
        aria-label={full ? t`${name}: full, ${load} of ${capacity}` : t`${name}: ${load} of ${capacity}`}
        onPress={onHeld}
      >
        <span aria-hidden className={styles.barTrack}>
          <span
            className={cx(styles.barFill, full ? styles.full : styles.arrivals)}
            style={{ inlineSize: `${barPercent(person.load, Math.max(person.capacity, person.load))}%` }}
          />
        </span>
        <span aria-hidden className={own.loadText}>
          {full ? t`full: ${load} of ${capacity}` : t`${load} of ${capacity}`}
        </span>
      </AriaButton>
    </li>
  );
}

/** On a call or available, and since when. */
function Doing({ person, skew }: Omit<PersonRowProps, 'onHeld'>): ReactNode {
  const format = useFormat();
  const now = useNow(1_000) + skew;
  const { callSince, since, presence, reason, words } = person;
  return (
    <span className={own.doing}>
      {callSince === null ? (
        <Presence state={presence} reason={reason} words={words} />
      ) : (
        <Chip tone="info" icon={Phone}>
          <Trans>On a call</Trans>
        </Chip>
      )}
      <span className={own.since}>
        {callSince === null ? format.waiting(since, now) : <Ltr>{format.stopwatch(callSince, now)}</Ltr>}
      </span>
    </span>
  );
}
