import { Trans } from '@lingui/react/macro';
import { CloudCheck, CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLive } from '../realtime/live.store.js';
import { Icon, useNow } from '../ui/index.js';
import styles from './shell.module.css';

const PATIENCE_MS = 2_000;
const GOOD_NEWS_MS = 3_000;

/** Says after two seconds that the line is down, and for three that all is up to date again. */
export function ConnectionBanner(): ReactNode {
  const state = useBanner();
  return (
    <output className={styles.connection}>
      {state === 'down' && (
        <span className={styles.down}>
          <Icon of={CloudOff} />
          <Trans>The connection is down. What you write is kept and sent when it is back.</Trans>
        </span>
      )}
      {state === 'back' && (
        <span className={styles.back}>
          <Icon of={CloudCheck} />
          <Trans>Up to date again</Trans>
        </span>
      )}
    </output>
  );
}

function useBanner(): 'none' | 'down' | 'back' {
  const { downSince, caughtUpAt, outageMs } = useLive();
  const now = useNow(500);
  if (downSince !== null) return now - downSince >= PATIENCE_MS ? 'down' : 'none';
  const isFresh = caughtUpAt !== null && now - caughtUpAt < GOOD_NEWS_MS;
  return isFresh && outageMs >= PATIENCE_MS ? 'back' : 'none';
}
