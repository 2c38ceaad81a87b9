import { useLingui } from '@lingui/react/macro';
import { Ban, Check, CheckCheck, CircleAlert, CircleHelp, Clock } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageStatus } from '@sila/domain';
import { cx, HiddenText, Icon } from '../../ui/index.js';
import styles from './entries.module.css';

const ICONS: Readonly<Record<Exclude<MessageStatus, 'received'>, LucideIcon>> = {
  queued: Clock,
  sending: Clock,
  accepted: Check,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  unknown: CircleHelp,
  cancelled: Ban,
};

/** How far an answer has come: a sign for the eye, words for screen readers and on hover. */
export function StatusTick({ status }: { readonly status: MessageStatus }): ReactNode {
  const { t } = useLingui();
  if (status === 'received') return null;
  const words: Record<Exclude<MessageStatus, 'received'>, string> = {
    queued: t`Waiting to be sent`,
    sending: t`Being sent`,
    accepted: t`Handed to the channel`,
    sent: t`Sent`,
    delivered: t`Delivered`,
    read: t`Read`,
    failed: t`Failed`,
    unknown: t`It is not known whether it was sent`,
    cancelled: t`Taken back`,
  };
  return (
    <span className={cx(styles.tick, styles[status])} title={words[status]} data-status={status}>
      <Icon of={ICONS[status]} size={15} />
      <HiddenText>{words[status]}</HiddenText>
    </span>
  );
}
