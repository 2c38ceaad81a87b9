import { Trans, useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { BellOff, Phone, PhoneIncoming, PhoneOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../api/index.js';
import { useKeyLabel } from '../../shell/command.registry.js';
import { Button, Icon, IconButton, Kbd, useFormat, useNow } from '../../ui/index.js';
import { ownParty } from '../call.rules.js';
import styles from '../calls.module.css';
import { usePhoneState } from '../phone/phone.store.js';
import { usePhoneStanding } from '../phone/phone.words.js';
import { usePhone } from '../phone/use.phone.js';
import { useRingNotice, useRingSound } from '../ring.js';
import type { CallActions } from './call.actions.js';
import { Caller, useCallerName } from './caller.js';

interface RingingCardProps {
  readonly call: CallView | null;
  readonly actions: CallActions;
}

/** Somebody calls: who, for what, since when; over everything else, because a caller does not wait for a dialog to close. */
export function RingingCard({ call, actions }: RingingCardProps): ReactNode {
  return (
    <div data-react-aria-top-layer="true" className={styles.ringing}>
      <div className={styles.caller}>
        <span className={styles.sign}>
          <Icon of={PhoneIncoming} size={20} />
        </span>
        {call ? (
          <Caller call={call}>
            <Waited since={call.startedAt} />
          </Caller>
        ) : (
          <strong className={styles.who}>
            <Trans>Incoming call</Trans>
          </strong>
        )}
        <Bell call={call} />
      </div>
      {call && <HandedOver call={call} />}
      <Choices actions={actions} />
      {!actions.answer && <WhyNotHere />}
    </div>
  );
}

function Waited({ since }: { readonly since: string }): ReactNode {
  const format = useFormat();
  const now = useNow(1_000);
  return <Trans>waits {format.waiting(since, now)}</Trans>;
}

/** A colleague who asks before handing the call over. */
function HandedOver({ call }: { readonly call: CallView }): ReactNode {
  const me = useMe();
  if (ownParty(call, me.id)?.role !== 'consulted' || !call.officer) return null;
  return (
    <p className={styles.why}>
      <Trans>
        <bdi>{call.officer.name}</bdi> wants to hand this call to you and speaks with you first.
      </Trans>
    </p>
  );
}

function Choices({ actions: { answer, decline, pending } }: Pick<RingingCardProps, 'actions'>): ReactNode {
  const answerKeys = useKeyLabel('call-answer');
  const declineKeys = useKeyLabel('call-decline');
  return (
    <div className={styles.choices}>
      <Button variant="primary" icon={Phone} isDisabled={!answer} onPress={() => answer?.()}>
        <Trans>Answer</Trans>
        {answer && answerKeys && <Kbd>{answerKeys}</Kbd>}
      </Button>
      <Button icon={PhoneOff} isPending={pending === 'decline'} onPress={decline}>
        <Trans>Decline</Trans>
        {declineKeys && <Kbd>{declineKeys}</Kbd>}
      </Button>
    </div>
  );
}

/** The sound and the notice, in the window that has the phone; the sound can be silenced without declining. */
function Bell({ call }: { readonly call: CallView | null }): ReactNode {
  const { t } = useLingui();
  const [silent, setSilent] = useState(false);
  const hears = usePhoneState(({ leg }) => leg?.state === 'ringing');
  useRingSound(hears && !silent);
  useRingNotice(hears, t`Incoming call`, useCallerName()(call));
  if (!hears || silent) return null;
  return <IconButton label={t`Stop the sound`} icon={BellOff} onPress={() => setSilent(true)} />;
}

/** Why this window can't pick up, and what helps. */
function WhyNotHere(): ReactNode {
  const { text, tone, canRetry } = usePhoneStanding();
  const elsewhere = usePhoneState(({ place }) => place === 'elsewhere');
  const { phone } = usePhone();
  const words = tone === 'ok' ? <Trans>Your phone begins to ring…</Trans> : text;
  return (
    <p className={styles.why}>
      {elsewhere ? <Trans>Answer in the window in which your phone is.</Trans> : words}{' '}
      {canRetry && (
        <Button size="s" onPress={() => phone.retry()}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </p>
  );
}
