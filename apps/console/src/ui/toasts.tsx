import { useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './buttons.js';
import { cx } from './class-names.js';
import { Icon } from './icons.js';
import styles from './toasts.module.css';

/** A short note about what has just happened. */
export interface ToastMessage {
  readonly text: string;
  /** `danger` stays until it is closed; others leave by themselves. */
  readonly tone?: 'neutral' | 'ok' | 'danger' | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Milliseconds in sight; 6 s, or 10 s with an action. */
  readonly duration?: number | undefined;
}

interface Shown extends ToastMessage {
  readonly key: number;
}

const MOST_AT_ONCE = 3;
let shown: readonly Shown[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function put(toasts: readonly Shown[]): void {
  shown = toasts;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The queue of notes: `toast.show({ text })` from anywhere, inside React or not. */
export const toast = {
  /** Shows a note and gives the key with which it can be taken away. */
  show(message: ToastMessage): number {
    const key = nextKey++;
    put([...shown, { ...message, key }].slice(-MOST_AT_ONCE));
    return key;
  },
  close(key: number): void {
    put(shown.filter((entry) => entry.key !== key));
  },
};

/** Where the notes appear; announced politely. Mounted once, by UiProvider. */
export function ToastRegion(): ReactNode {
  const { t } = useLingui();
  const toasts = useSyncExternalStore(subscribe, () => shown);
  return (
    <section aria-label={t`Notices`} data-react-aria-top-layer="true" className={styles.region}>
      <div aria-live="polite" aria-relevant="additions" className={styles.stack}>
        {toasts.map((entry) => (
          <Toast key={entry.key} entry={entry} />
        ))}
      </div>
    </section>
  );
}

const ICONS = { neutral: Info, ok: CircleCheck, danger: CircleAlert } as const;

function Toast({ entry }: { readonly entry: Shown }): ReactNode {
  const { t } = useLingui();
  const [held, setHeld] = useState(false);
  const tone = entry.tone ?? 'neutral';
  const close = () => toast.close(entry.key);
  useEffect(() => {
    if (held || tone === 'danger') return;
    const timer = setTimeout(() => toast.close(entry.key), entry.duration ?? (entry.action ? 10_000 : 6_000));
    return () => clearTimeout(timer);
  }, [held, tone, entry]);
  const act = () => {
    entry.action?.run();
    close();
  };
  return (
    <div
      className={cx(styles.toast, styles[tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={ICONS[tone]} />
      <span className={styles.text}>{entry.text}</span>
      {entry.action && (
        <Button size="s" variant="quiet" onPress={act}>
          {entry.action.label}
        </Button>
      )}
      <IconButton label={t`Close`} icon={X} size="s" onPress={close} />
    </div>
  );
}
