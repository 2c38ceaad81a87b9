import { useLingui } from '@lingui/react/macro';
import type { CallBrief } from '@sila/contracts';
import type { CallOutcome, CallRecording, CallState } from '@sila/domain';

/** Where a call stands, in words. */
export function useCallStateWords(): Readonly<Record<CallState, string>> {
  const { t } = useLingui();
  return {
    menu: t`In the menu`,
    waiting: t`Waiting in the queue`,
    ringing: t`Ringing`,
    dialling: t`Calling…`,
    talking: t`On the call`,
    voicemail: t`Leaving a voicemail`,
    ended: t`Ended`,
  };
}

/** How a call ended, in words. */
export function useCallOutcomeWords(): (call: Pick<CallBrief, 'direction' | 'outcome'>) => string {
  const { t } = useLingui();
  const words: Readonly<Record<Exclude<CallOutcome, 'answered'>, string>> = {
    missed: t`Missed call`,
    voicemail: t`Voicemail`,
    callback: t`Asked to be called back`,
    busy: t`The line was busy`,
    'no-answer': t`Nobody answered`,
    failed: t`The call did not go through`,
    cancelled: t`The call was given up`,
    unknown: t`The call may have been made: the provider never answered`,
  };
  const directions = { in: t`Incoming call`, out: t`Outgoing call` };
  return ({ direction, outcome }) =>
    outcome && outcome !== 'answered' ? words[outcome] : directions[direction];
}

/** What is said about the recording of a call; null where there is nothing to say. */
export function useRecordingWords(): Readonly<Record<CallRecording, string | null>> {
  const { t } = useLingui();
  return {
    off: null,
    refused: t`Not recorded: the person did not agree`,
    agreed: t`The person agreed to be recorded`,
    on: t`Recording`,
    paused: t`Recording paused`,
    done: null,
  };
}
