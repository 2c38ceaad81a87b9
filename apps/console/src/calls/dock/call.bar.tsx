import { Trans, useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { Link } from '@tanstack/react-router';
import { Phone, PhoneCall } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '../../api/index.js';
import { Button, cx, Icon, Ltr, useFormat, useNow } from '../../ui/index.js';
import { clockFrom, consulted, ownParty } from '../call.rules.js';
import styles from '../calls.module.css';
import { usePhoneState } from '../phone/phone.store.js';
import { useTroubleWords } from '../phone/phone.words.js';
import { CallTools, HangUp } from './call.tools.js';
import type { CallActions } from './call.actions.js';
import { Caller } from './caller.js';
import { Consultation } from './consultation.js';
import { RecordingState } from './recording.state.js';
import { SupervisionChoice } from './supervision.choice.js';

interface CallBarProps {
  readonly call: CallView | null;
  readonly actions: CallActions;
}

/** The call that this person is on: with whom, how long, and everything that can be done with it. */
export function CallBar({ call, actions }: CallBarProps): ReactNode {
  const me = useMe();
  const role = ownParty(call, me.id)?.role;
  return (
    <div className={styles.bar}>
      <div className={styles.caller}>
        <span className={styles.sign}>
          <Icon of={PhoneCall} />
        </span>
        {call ? (
          <Caller call={call}>
            <Progress call={call} />
            <OpenConversation call={call} />
          </Caller>
        ) : (
          <span className={styles.who}>
            <Trans>The call is being connected…</Trans>
          </span>
        )}
      </div>
      <div className={styles.tools}>
        {call && <RecordingState call={call} actions={actions} />}
        {call && role === 'supervisor' && <SupervisionChoice call={call} actions={actions} />}
        <PickUp actions={actions} />
        <CallTools call={call} actions={actions} />
        <HangUp leaves={role === 'supervisor' || role === 'consulted'} actions={actions} />
      </div>
      {call && consulted(call) && <Consultation call={call} actions={actions} />}
      <Trouble />
    </div>
  );
}

/** One's own side rings still: it was asked for in another window, or before this page was loaded anew. */
function PickUp({ actions: { answer } }: Pick<CallBarProps, 'actions'>): ReactNode {
  if (!answer) return null;
  return (
    <Button variant="primary" icon={Phone} onPress={answer}>
      <Trans>Answer</Trans>
    </Button>
  );
}

/** What is going on, and for how long. */
function Progress({ call }: { readonly call: CallView }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(1_000);
  const leg = usePhoneState((state) => state.leg);
  const length = format.stopwatch(clockFrom(call), now);
  const words = () => {
    if (leg?.state === 'reconnecting') return t`The sound is being brought back…`;
    if (call.state === 'dialling') return t`It rings at the person…`;
    if (call.state !== 'talking') return t`Connecting…`;
    return call.held ? t`On hold` : null;
  };
  const state = words();
  return (
    <>
      {state && <strong>{state}</strong>}
      {call.answeredAt && <Ltr>{length}</Ltr>}
    </>
  );
}

function OpenConversation({ call: { conversationId } }: { readonly call: CallView }): ReactNode {
  if (!conversationId) return null;
  return (
    <Link to="/inbox/{-$id}" params={{ id: conversationId }} search={{}}>
      <Trans>Open the conversation</Trans>
    </Link>
  );
}

/** A microphone that fails in the middle of a call. */
function Trouble(): ReactNode {
  const trouble = usePhoneState((state) => state.trouble);
  const words = useTroubleWords();
  if (!trouble) return null;
  return (
    <p role="alert" className={cx(styles.strip, styles.trouble)}>
      {words[trouble]}
    </p>
  );
}
