import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState, ErrorView, Skeleton } from '../ui/index.js';
import styles from './shell.module.css';

/** An address that leads nowhere. */
export function NotFound(): ReactNode {
  return (
    <main className={styles.state}>
      <EmptyState
        icon={MapPinOff}
        title={<Trans>There is no such page</Trans>}
        action={
          <Link to="/">
            <Trans>Back to the inbox</Trans>
          </Link>
        }
      />
    </main>
  );
}

/** A page that failed to open: says why, and tries again. */
export function RouteError({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <main className={styles.state}>
      <ErrorView error={error} onRetry={reset} />
    </main>
  );
}

/** The shape of a page on its way. */
export function RoutePending(): ReactNode {
  return (
    <div className={styles.pending}>
      <Skeleton lines={6} />
    </div>
  );
}
