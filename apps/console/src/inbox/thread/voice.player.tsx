import { useLingui } from '@lingui/react/macro';
import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { IconButton, Ltr, useFormat } from '../../ui/index.js';
import { AttachmentFile } from './attachment.file.js';
import { useVoice } from './use.voice.js';
import styles from './kinds.module.css';

/** A voice note: play, pause, any place by pointer or arrow keys, three speeds. What this browser can't play is a file. */
export function VoicePlayer({ attachment }: { readonly attachment: AttachmentView }): ReactNode {
  const { t } = useLingui();
  const voice = useVoice(attachment);
  if (voice.failed) return <AttachmentFile attachment={attachment} />;
  const label = voice.playing ? t`Pause` : t`Play the voice message`;
  return (
    <div className={styles.voice} role="group" aria-label={t`Voice message`}>
      <IconButton
        variant="primary"
        label={label}
        icon={voice.playing ? Pause : Play}
        onPress={voice.toggle}
      />
      <Seek voice={voice} />
      <button
        type="button"
        className={styles.speed}
        aria-label={t`Speed ${voice.speed}×`}
        onClick={voice.faster}
      >
        <Ltr>{voice.speed}×</Ltr>
      </button>
    </div>
  );
}

function Seek({ voice }: { readonly voice: ReturnType<typeof useVoice> }): ReactNode {
  const { t } = useLingui();
  const clock = useClock();
  const { at, length, seek } = voice;
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
        aria-valuetext={t`${clock(at)} of ${clock(length)}`}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <Ltr>{at > 0 ? clock(at) : clock(length)}</Ltr>
    </span>
  );
}

function useClock(): (seconds: number) => string {
  const format = useFormat();
  return (seconds) => format.stopwatch(0, seconds * 1_000);
}
