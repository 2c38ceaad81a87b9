import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { useFormat } from '../../ui/index.js';
import styles from './kinds.module.css';

/** The signs that people put on a message. */
export function Reactions({ reactions }: Pick<MessageView, 'reactions'>): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  if (reactions.length === 0) return null;
  return (
    <ul className={styles.reactions} aria-label={t`Reactions`}>
      {reactions.map(({ emoji, count }) => (
        <li key={emoji}>
          {emoji}
          {count > 1 && <span>{format.number(count)}</span>}
        </li>
      ))}
    </ul>
  );
}
