import { useLingui } from '@lingui/react/macro';
import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip, useFormat, useNow } from '../../ui/index.js';
import styles from './thread.module.css';

const LONG_WAIT_MS = 15 * 60_000;

/** How long the person has waited for an answer; nothing when they don't. */
export function WaitChip({ since }: { readonly since: string | null }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(30_000);
  if (since === null) return null;
  const wait = format.waiting(since, now);
  return (
    <span className={styles.wait}>
      <Chip icon={Hourglass} tone={now - Date.parse(since) > LONG_WAIT_MS ? 'warn' : 'neutral'}>
        {t`waits ${wait}`}
      </Chip>
    </span>
  );
}
