import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import styles from './composer.module.css';

/** Where nothing written reaches the person: says so, and how they are reached instead. */
export function NoTextBar({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  return (
    <div className={styles.closed}>
      <span>
        {detail.callOptions.length > 0 ? (
          <Trans>Nothing can be written to this person here. Call them, or leave an internal note.</Trans>
        ) : (
          <Trans>Nothing can be written to this person here. You can leave an internal note.</Trans>
        )}
      </span>
    </div>
  );
}
