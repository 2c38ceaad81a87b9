import { Trans, useLingui } from '@lingui/react/macro';
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { Button } from '../../ui/index.js';
import { useActions } from '../actions/use.actions.js';
import styles from './composer.module.css';

/** Why nothing can be answered here now, and the way back where there is one. */
export function ClosedBar({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const { reopen } = useActions(detail);
  return (
    <div className={styles.closed}>
      <span>
        {detail.status === 'closed'
          ? t`This conversation is closed. A new message of the person opens it again.`
          : t`You can read this conversation and leave notes, but not answer it.`}
      </span>
      {detail.may.includes('reopen') && (
        <Button size="s" icon={RotateCcw} onPress={reopen}>
          <Trans>Reopen</Trans>
        </Button>
      )}
    </div>
  );
}
