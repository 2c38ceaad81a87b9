import type { ReactNode } from 'react';
import styles from './display.module.css';

interface WithText {
  readonly children: ReactNode;
}

/** Phone numbers, ids, addresses: read left to right, never broken, isolated from the sentence round them. */
export function Ltr({ children }: WithText): ReactNode {
  return (
    <bdi dir="ltr" className={styles.ltr}>
      {children}
    </bdi>
  );
}

/** A name or text of unknown direction inside a sentence: isolated, so that it moves nothing round it. */
export function Bdi({ children }: WithText): ReactNode {
  return <bdi>{children}</bdi>;
}

/** A text somebody wrote: every paragraph takes its own direction, the block stays with the interface. */
export function PlainText({ children }: WithText): ReactNode {
  return <div className={styles.plaintext}>{children}</div>;
}

/** A key or a chord, always left to right. */
export function Kbd({ children }: WithText): ReactNode {
  return (
    <kbd dir="ltr" className={styles.kbd}>
      {children}
    </kbd>
  );
}

/** Text for screen readers only. */
export function HiddenText({ children }: WithText): ReactNode {
  return <span className="hidden-text">{children}</span>;
}
