import type { ReactNode } from 'react';
import { cx } from '../../ui/index.js';
import styles from './shared.module.css';
import { type PresenceFacts, usePresenceText } from './words.js';

/** Availability by a dot of its own shape, and in words. */
export function Presence(presence: PresenceFacts): ReactNode {
  const text = usePresenceText();
  return (
    <span className={styles.presence}>
      <span aria-hidden className={cx(styles.dot, styles[presence.state])} />
      <bdi>{text(presence)}</bdi>
    </span>
  );
}
