import { Trans } from '@lingui/react/macro';
import { CloudCheck, CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useLive } from '../realtime/live.store.js';
import { Icon } from '../ui/index.js';
import styles from './shell.module.css';

const PATIENCE_MS = 2_000;
const GOOD_NEWS_MS = 3_000;

/** Says after two seconds that the line is down, and for three that all is up to date again. */
export function ConnectionBanner(): ReactNode {
  const state = useBanner();
  return (
    <div role="status" className={styles.connection}>
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
    </div>
  );
}

function useBanner(): 'none' | 'down' | 'back' {
  const { downSince, caughtUpAt } = useLive();
  const [state, setState] = useState<'none' | 'down' | 'back'>('none');
  useEffect(() => {
    if (downSince === null) return;
    const timer = setTimeout(() => setState('down'), Math.max(0, downSince + PATIENCE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [downSince]);
  useEffect(() => {
    if (caughtUpAt === null) return;
    setState((before) => (before === 'down' ? 'back' : 'none'));
    const timer = setTimeout(() => setState((now) => (now === 'back' ? 'none' : now)), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [caughtUpAt]);
  return state;
}
