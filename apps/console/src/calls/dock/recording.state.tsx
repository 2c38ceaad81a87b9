import { useLingui } from '@lingui/react/macro';
import type { CallView } from '@sila/contracts';
import { CircleDot, CirclePause, CirclePlay } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip, IconButton, useRecordingWords } from '../../ui/index.js';
import styles from '../calls.module.css';
import type { CallActions } from './call.actions.js';

interface RecordingStateProps {
  readonly call: CallView;
  readonly actions: CallActions;
}

/** Whether the call is recorded, and the pause for what must not be (a card number, a diagnosis). */
export function RecordingState({ call, actions }: RecordingStateProps): ReactNode {
  const { t } = useLingui();
  const words = useRecordingWords()[call.recording];
  if (!words) return null;
  const paused = call.recording === 'paused';
  const mayTurn = call.may.includes(paused ? 'resume-recording' : 'pause-recording');
  return (
    <span className={styles.recording}>
      <Chip icon={CircleDot} tone={call.recording === 'on' ? 'danger' : 'neutral'}>
        {words}
      </Chip>
      {mayTurn && (
        <IconButton
          size="s"
          label={paused ? t`Go on recording` : t`Pause the recording`}
          icon={paused ? CirclePlay : CirclePause}
          isPending={actions.pending === 'recording/pause' || actions.pending === 'recording/resume'}
          onPress={actions.turnRecording}
        />
      )}
    </span>
  );
}
