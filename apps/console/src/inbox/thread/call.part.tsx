import { Trans } from '@lingui/react/macro';
import type { AttachmentView, CallBrief, MessageView } from '@sila/contracts';
import type { CallOutcome } from '@sila/domain';
import {
  PhoneCall,
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { SuperviseMenu } from '../../calls/supervise.menu.js';
import {
  Chip,
  Icon,
  Ltr,
  useCallOutcomeWords,
  useCallStateWords,
  useFormat,
  useRecordingWords,
} from '../../ui/index.js';
import { AttachmentList } from './attachments.js';
import styles from './kinds.module.css';

interface CallPartProps {
  readonly message: MessageView;
  readonly call: CallBrief;
}

/** A call in the thread: which way, how it ended, how long, who spoke, and what was recorded of it. */
export function CallPart({ message, call }: CallPartProps): ReactNode {
  const outcomes = useCallOutcomeWords();
  return (
    <div className={styles.call}>
      <p className={styles.callHead}>
        <Icon of={iconOf(call)} size={20} />
        <strong>{outcomes(call)}</strong>
        <Length seconds={call.seconds} />
      </p>
      <Running call={call} />
      <Details call={call} />
      <Recording call={call} attachments={message.attachments} />
    </div>
  );
}

const ICONS: Readonly<Partial<Record<CallOutcome, LucideIcon>>> = {
  missed: PhoneMissed,
  voicemail: Voicemail,
  callback: PhoneForwarded,
  busy: PhoneOff,
  'no-answer': PhoneMissed,
  failed: PhoneOff,
  cancelled: PhoneOff,
  unknown: PhoneOff,
};

function iconOf({ outcome, direction, state }: CallBrief): LucideIcon {
  if (state !== 'ended') return PhoneCall;
  return (outcome && ICONS[outcome]) ?? (direction === 'in' ? PhoneIncoming : PhoneOutgoing);
}

function Length({ seconds }: { readonly seconds: number | null }): ReactNode {
  const format = useFormat();
  return seconds !== null && <Ltr>{format.stopwatch(0, seconds * 1_000)}</Ltr>;
}

/** While the call goes on: where it stands, and a supervisor's ways onto it. */
function Running({ call }: { readonly call: CallBrief }): ReactNode {
  const states = useCallStateWords();
  if (call.state === 'ended') return null;
  return (
    <p className={styles.callHead}>
      <Chip tone="info">{states[call.state]}</Chip>
      <SuperviseMenu callId={call.id} />
    </p>
  );
}

function Details({ call }: { readonly call: CallBrief }): ReactNode {
  const recordings = useRecordingWords();
  const { officer, recording, answeredAt, state } = call;
  const saysRecording = recording === 'refused' || state !== 'ended';
  return (
    <>
      {officer && answeredAt && (
        <p className={styles.callFact}>
          <Trans>
            With <bdi>{officer.name}</bdi>
          </Trans>
        </p>
      )}
      {answeredAt && saysRecording && recordings[recording] && (
        <p className={styles.callFact}>{recordings[recording]}</p>
      )}
    </>
  );
}

interface RecordingProps {
  readonly call: CallBrief;
  readonly attachments: readonly AttachmentView[];
}

/** What was said, to be heard; a recording that was taken away by the rules says so. */
function Recording({ call, attachments }: RecordingProps): ReactNode {
  const there = attachments.filter(({ state }) => state !== 'expired');
  const removed = there.length < attachments.length;
  return (
    <>
      {there.length > 0 && call.outcome === 'answered' && (
        <p className={styles.callFact}>
          <Trans>Recording of the call</Trans>
        </p>
      )}
      <AttachmentList attachments={there} />
      {removed && (
        <p className={styles.callFact}>
          <Trans>The recording was removed</Trans>
        </p>
      )}
    </>
  );
}
