import type { PresenceState } from '@sila/domain';
import type { ReactNode } from 'react';
import { cx } from '../../ui/index.js';
import styles from './shared.module.css';
import { usePresenceWords } from './words.js';

/** Availability by a dot of its own shape, and in words. */
export function Presence({ state }: { readonly state: PresenceState }): ReactNode {
  const words = usePresenceWords();
  return (
    <span className={styles.presence}>
      <span aria-hidden className={cx(styles.dot, styles[state])} />
      {words[state]}
    </span>
  );
}
