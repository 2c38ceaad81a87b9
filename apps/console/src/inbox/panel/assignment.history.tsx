import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { useQueues } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import { useFormat } from '../../ui/index.js';
import { waysOf } from '../thread/use.timeline.js';
import { useReasonWords } from '../reason.words.js';
import { PanelCard } from './panel.card.js';
import styles from './panel.module.css';

/** Where the conversation has been, newest first, and why each time. */
export function AssignmentHistory({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const reasonWords = useReasonWords();
  const language = useUi((state) => state.language);
  const queues = useQueues().data ?? [];
  const queueName = (id: string) => {
    const queue = queues.find((one) => one.id === id);
    return queue && (language === 'ar' ? queue.nameAr : queue.nameEn);
  };
  const steps = [...waysOf(detail)].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <PanelCard title={<Trans>Whose it was</Trans>}>
      <ol className={styles.steps}>
        {steps.map(({ at, assignee, queueId, reason, by }) => (
          <li key={`${at}-${assignee?.id ?? queueId}`}>
            <strong>
              <bdi>{assignee?.name ?? queueName(queueId) ?? t`another queue`}</bdi>
            </strong>
            {reason && <span>{reasonWords(reason)}</span>}
            <small className={styles.quiet}>
              {format.relative(at)}
              {by && (
                <>
                  {' · '}
                  <bdi>{by.name}</bdi>
                </>
              )}
            </small>
          </li>
        ))}
      </ol>
    </PanelCard>
  );
}
