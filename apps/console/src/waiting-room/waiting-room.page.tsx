import type { WaitingRoom } from '@sila/contracts';
import { useParams } from '@tanstack/react-router';
import { Volume2, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Icon, Ltr } from '../ui/index.js';
import { announce } from './announcer.js';
import { BOTH } from './waiting-room.texts.js';
import { useWaitingRoom } from './use.waiting-room.js';
import styles from './waiting-room.module.css';

type Call = WaitingRoom['calls'][number];

/** The television of a waiting room: the number that is called, large, in both languages; no names. */
export function WaitingRoomPage(): ReactNode {
  const { id } = useParams({ from: '/waiting-room/$id' });
  const { room, state, newest } = useWaitingRoom(id);
  useEffect(() => {
    if (newest) void announce(newest);
  }, [newest]);
  if (state === 'refused') return <Refused />;
  const [first, ...others] = room?.calls ?? [];
  return (
    <main className={styles.screen}>
      <Head room={room} isLost={state === 'lost'} />
      <section className={styles.now} aria-live="assertive" data-current={first?.current || undefined}>
        {first ? <Current call={first} /> : <Nobody />}
      </section>
      <Earlier calls={others} waiting={room?.waiting ?? 0} />
    </main>
  );
}

function Head({ room, isLost }: { readonly room: WaitingRoom | null; readonly isLost: boolean }): ReactNode {
  const sound = useSound();
  return (
    <header className={styles.head}>
      <h1>
        <bdi>{room?.label}</bdi>
      </h1>
      {isLost && (
        <output className={styles.mark}>
          <Icon of={WifiOff} size={32} />
          <Both of="lost" />
        </output>
      )}
      {!sound && (
        <button type="button" className={styles.mark}>
          <Icon of={Volume2} size={32} />
          <Both of="sound" />
        </button>
      )}
      {room && <Clock timeZone={room.timeZone} />}
    </header>
  );
}

function Earlier({
  calls,
  waiting,
}: {
  readonly calls: readonly Call[];
  readonly waiting: number;
}): ReactNode {
  return (
    <section className={styles.earlier}>
      <h2>
        <Both of="earlier" />
      </h2>
      <ol>
        {calls.slice(0, 5).map((call) => (
          <li key={`${call.label}-${call.calledAt}`}>
            <strong>
              <Ltr>{call.label}</Ltr>
            </strong>
            <span>{call.counter}</span>
          </li>
        ))}
      </ol>
      <p className={styles.waiting}>
        <Both of="waiting" /> <strong>{waiting}</strong>
      </p>
    </section>
  );
}

function Current({ call }: { readonly call: Call }): ReactNode {
  return (
    <>
      <p className={styles.words}>
        <Both of="number" />
      </p>
      <p key={call.calls} className={styles.number}>
        <Ltr>{call.label}</Ltr>
      </p>
      <p className={styles.counter}>
        <Both of="counter" /> <strong>{call.counter}</strong>
      </p>
    </>
  );
}

function Nobody(): ReactNode {
  return (
    <p className={styles.words}>
      <Both of="nobody" />
    </p>
  );
}

function Refused(): ReactNode {
  return (
    <main className={styles.refused}>
      <h1>
        <Both of="refused" />
      </h1>
    </main>
  );
}

/** Whoever waits reads one of the two. */
function Both({ of }: { readonly of: keyof typeof BOTH }): ReactNode {
  const { ar, en } = BOTH[of];
  return (
    <span className={styles.both}>
      <span lang="ar" dir="rtl">
        {ar}
      </span>
      <span lang="en" dir="ltr">
        {en}
      </span>
    </span>
  );
}

function Clock({ timeZone }: { readonly timeZone: string }): ReactNode {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(now);
  return <time className={styles.clock}>{time}</time>;
}

/** Browsers speak only after somebody has touched the page. */
function useSound(): boolean {
  const [touched, setTouched] = useState(() => navigator.userActivation?.hasBeenActive ?? false);
  useEffect(() => {
    const touch = () => setTouched(true);
    window.addEventListener('pointerdown', touch);
    window.addEventListener('keydown', touch);
    return () => {
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('keydown', touch);
    };
  }, []);
  return touched;
}
