import type { ConversationItem } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Chip, useNow, useWaitWords } from '../../ui/index.js';
import styles from './thread.module.css';

/** How long the person has waited, or how their wait stands against what was promised; nothing when they don't wait. */
export function WaitChip(props: Pick<ConversationItem, 'waitingSince' | 'answerDue'>): ReactNode {
  const wait = useWaitWords()(props, useNow(30_000));
  return (
    wait && (
      <span className={styles.wait}>
        <Chip icon={wait.icon} tone={wait.tone}>
          {wait.text}
        </Chip>
      </span>
    )
  );
}
