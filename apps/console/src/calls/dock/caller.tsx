import { Trans, useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { useQueueName } from '../../inbox/queue.name.js';
import { Ltr } from '../../ui/index.js';
import { isAsserted, nameOf } from '../call.rules.js';
import styles from '../calls.module.css';

/** The other side of a call in a few words: the person, else the number, else that it is withheld. */
export function useCallerName(): (call: Pick<CallView, 'contact' | 'address'> | null) => string {
  const { t } = useLingui();
  return (call) => (call && nameOf(call)) ?? call?.address ?? t`Number withheld`;
}

interface CallerProps {
  readonly call: CallView;
  /** What else is said under the name. */
  readonly children?: ReactNode;
}

/** Who it is, as far as a number tells, and for which queue. */
export function Caller({ call, children }: CallerProps): ReactNode {
  const queueName = useQueueName();
  return (
    <div className={styles.who}>
      <span className={styles.name}>
        <CallerName call={call} />
      </span>
      <span className={styles.about}>
        {nameOf(call) && call.address && <Ltr>{call.address}</Ltr>}
        {call.queueId && <bdi>{queueName(call.queueId)}</bdi>}
        {children}
      </span>
    </div>
  );
}

/** Anybody can show a number that is not theirs, so the name of a caller is only likely. */
function CallerName({ call }: { readonly call: CallView }): ReactNode {
  const words = useCallerName();
  if (!nameOf(call) && call.address) return <Ltr>{call.address}</Ltr>;
  const name = words(call);
  if (!isAsserted(call)) return <bdi>{name}</bdi>;
  return (
    <Trans>
      May be <bdi>{name}</bdi>
    </Trans>
  );
}
