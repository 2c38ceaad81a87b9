import { useEffect, useState, useSyncExternalStore } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { attachmentUrl } from '../../api/index.js';
import { VoiceAudio } from './voice.audio.js';
import type { Heard } from './voice.audio.js';

/** Small ones are loaded as soon as they are in sight, so that their length is shown. */
const AT_ONCE_BYTES = 1024 * 1024;

/** A voice note for as long as its message is in sight, and what is heard of it. */
export function useVoice({ id, size }: AttachmentView): {
  readonly voice: VoiceAudio;
  readonly heard: Heard;
} {
  const [voice] = useState(() => new VoiceAudio(attachmentUrl(id, true)));
  const heard = useSyncExternalStore(voice.subscribe, voice.snapshot);
  useEffect(() => {
    if (size !== null && size <= AT_ONCE_BYTES) void voice.load();
    return () => voice.close();
  }, [voice, size]);
  return { voice, heard };
}
