import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from '../../ui/index.js';
import styles from './reports.module.css';

interface TileProps {
  readonly value: string;
  readonly caption: string;
  readonly note?: string | undefined;
  /** Opens the conversations behind the number. */
  readonly onPress?: (() => void) | undefined;
}

/** One figure and what it counts. */
export function Tile({ value, caption, note, onPress }: TileProps): ReactNode {
  const parts = (
    <>
      <span className={styles.value}>{value}</span>
      <span className={styles.caption}>{caption}</span>
      {note && <span className={styles.note}>{note}</span>}
    </>
  );
  if (!onPress) return <div className={styles.tile}>{parts}</div>;
  return (
    <AriaButton className={cx(styles.tile, styles.pressable)} onPress={onPress}>
      {parts}
    </AriaButton>
  );
}
