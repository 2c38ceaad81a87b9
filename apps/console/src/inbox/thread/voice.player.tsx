import { useLingui } from '@lingui/react/macro';
import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { IconButton, Ltr, useFormat } from '../../ui/index.js';
import { AttachmentFile } from './attachment.file.js';
import { useVoice } from './use.voice.js';
import type { Heard } from './voice.audio.js';
import styles from './kinds.module.css';

/** A voice note: play, pause, any place by pointer or arrow keys, three speeds. What this browser can't play is a file. */
export function VoicePlayer({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  const { t } = useLingui();
  const { voice, heard } = useVoice(attachment);
  const { playing, speed } = heard;
  if (heard.failed) return <AttachmentFile attachment={attachment} />;
  return (
    <div className={styles.voice}>
      <IconButton
        variant="primary"
        label={playing ? t`Pause` : t`Play the voice message`}
        icon={playing ? Pause : Play}
        onPress={() => (playing ? voice.pause() : void voice.play())}
      />
      <Seek heard={heard} onSeek={(seconds) => voice.seek(seconds)} />
      <button
        type="button"
        className={styles.speed}
        aria-label={t`Speed ${speed}×`}
        onClick={() => voice.faster()}
      >
        <Ltr>{speed}×</Ltr>
      </button>
    </div>
  );
}

interface SeekProps {
  readonly heard: Heard;
  readonly onSeek: (seconds: number) => void;
}

function Seek({ heard: { at, length }, onSeek }: SeekProps): ReactNode {
  const { t } = useLingui();
  const clock = useClock();
  const [now, whole] = [clock(at), clock(length)];
  return (
    <span className={styles.seek}>
      <input
        type="range"
        min={0}
        max={length || 1}
        step={0.5}
        value={at}
        disabled={length === 0}
        aria-label={t`Place in the voice message`}
        aria-valuetext={t`${now} of ${whole}`}
        onChange={(event) => onSeek(Number(event.target.value))}
      />
      <Ltr>{at > 0 ? now : whole}</Ltr>
    </span>
  );
}

function useClock(): (seconds: number) => string {
  const format = useFormat();
  return (seconds) => format.stopwatch(0, seconds * 1_000);
}
