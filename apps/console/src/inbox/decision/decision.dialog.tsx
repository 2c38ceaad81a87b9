import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { RoutingDecision } from '@sila/contracts';
import { Avatar, Dialog, ErrorView, Skeleton, useFormat } from '../../ui/index.js';
import { useReasonWords } from '../reason.words.js';
import { useDecisions } from './decision.query.js';
import styles from './decision.module.css';
import { useVerdictWords, wasFree } from './verdict.words.js';

interface DecisionDialogProps {
  readonly conversationId: string;
  readonly decisionId: string;
  readonly onClose: () => void;
}

/** Why a conversation came to somebody: who was considered, and why not the others. */
export function DecisionDialog({ conversationId, decisionId, onClose }: DecisionDialogProps): ReactNode {
  const { t } = useLingui();
  const { data, error, refetch } = useDecisions(conversationId);
  const decision = data?.find(({ id }) => id === decisionId);
  return (
    <Dialog isOpen onOpenChange={onClose} title={t`Why it came here`}>
      {decision && <Explained decision={decision} />}
      {!data && !error && <Skeleton lines={5} />}
      {!data && error && <ErrorView error={error} onRetry={() => void refetch()} />}
      {data && !decision && (
        <p className={styles.quiet}>
          <Trans>How this was decided is no longer kept.</Trans>
        </p>
      )}
    </Dialog>
  );
}

function Explained({ decision }: { readonly decision: RoutingDecision }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const reasonWords = useReasonWords();
  const others = decision.candidates.filter(({ verdict }) => verdict !== 'chosen');
  return (
    <div className={styles.decision}>
      <div className={styles.chosen}>
        <Avatar name={decision.chosen.name} />
        <div>
          <strong>
            <bdi>{decision.chosen.name}</bdi>
          </strong>
          <span>{reasonWords(decision.reason)}</span>
          <small className={styles.quiet}>{format.dateTime(decision.at)}</small>
        </div>
      </div>
      <Group title={t`Free as well`} candidates={others.filter(wasFree)} />
      <Group title={t`Could not take it`} candidates={others.filter((one) => !wasFree(one))} />
      {others.length === 0 && (
        <p className={styles.quiet}>
          <Trans>Nobody else serves this queue.</Trans>
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly candidates: RoutingDecision['candidates'];
}

function Group({ title, candidates }: GroupProps): ReactNode {
  const verdictWords = useVerdictWords();
  if (candidates.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3 className={styles.quiet}>{title}</h3>
      <ul>
        {candidates.map((candidate) => (
          <li key={candidate.person.id}>
            <bdi>{candidate.person.name}</bdi>
            <span className={styles.quiet}>{verdictWords(candidate)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
