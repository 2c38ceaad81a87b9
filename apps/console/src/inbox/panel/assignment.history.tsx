import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { useQueues } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import { Button, useFormat } from '../../ui/index.js';
import { DecisionDialog } from '../decision/decision.dialog.js';
import { waysOf } from '../thread/use.timeline.js';
import { useReasonWords } from '../reason.words.js';
import { PanelCard } from './panel.card.js';
import styles from './panel.module.css';

/** Where the conversation has been, newest first, and why each time. */
export function AssignmentHistory({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const [explained, setExplained] = useState<string | null>(null);
  const steps = [...waysOf(detail)].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <PanelCard title={<Trans>Whose it was</Trans>}>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <Step
            key={`${step.at}-${step.assignee?.id ?? step.queueId}`}
            step={step}
            onExplain={setExplained}
          />
        ))}
      </ol>
      {explained && (
        <DecisionDialog
          conversationId={detail.id}
          decisionId={explained}
          onClose={() => setExplained(null)}
        />
      )}
    </PanelCard>
  );
}

interface StepProps {
  readonly step: ConversationDetail['assignments'][number];
  readonly onExplain: (decisionId: string) => void;
}

function Step({ step, onExplain }: StepProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const reasonWords = useReasonWords();
  const language = useUi((state) => state.language);
  const { at, assignee, queueId, reason, by, decisionId } = step;
  const queue = useQueues().data?.find(({ id }) => id === queueId);
  const queueName = queue && (language === 'ar' ? queue.nameAr : queue.nameEn);
  return (
    <li>
      <strong>
        <bdi>{assignee?.name ?? queueName ?? t`another queue`}</bdi>
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
      {decisionId && (
        <Button variant="quiet" size="s" className={styles.why} onPress={() => onExplain(decisionId)}>
          <Trans>Why?</Trans>
        </Button>
      )}
    </li>
  );
}
