import { useCallback, useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '@sila/contracts';
import { attachmentUrl } from '../../api/index.js';
import { knownSeconds, nextSpeed } from './voice.rules.js';
import type { Speed } from './voice.rules.js';

/** Small ones are loaded as soon as they are in sight, so that their length can be shown. */
const AT_ONCE_BYTES = 1024 * 1024;

/** What a player shows, in seconds. */
interface Heard {
  readonly playing: boolean;
  readonly at: number;
  readonly length: number;
}

const SILENT: Heard = { playing: false, at: 0, length: 0 };

/** The voice that is heard now; another one that begins ends it. */
let speaking: HTMLAudioElement | null = null;

/** Plays one audio file. Its bytes are loaded whole, so that it can be heard from any place. */
export function useVoice({ id, size }: AttachmentView) {
  const audio = useAudio();
  const [heard, setHeard] = useState(SILENT);
  const [speed, setSpeed] = useState<Speed>(1);
  const [failed, setFailed] = useState(false);
  const load = useBytes(audio, id);
  useEffect(() => {
    const look = () =>
      setHeard({ playing: !audio.paused, at: audio.currentTime, length: knownSeconds(audio.duration) });
    const events = ['timeupdate', 'durationchange', 'play', 'pause', 'ended', 'seeked'];
    for (const name of events) audio.addEventListener(name, look);
    return () => events.forEach((name) => audio.removeEventListener(name, look));
  }, [audio]);
  useEffect(() => {
    if (size !== null && size <= AT_ONCE_BYTES) load().catch(() => setFailed(true));
  }, [load, size]);
  const play = async () => {
    await load();
    if (speaking !== audio) speaking?.pause();
    speaking = audio;
    await audio.play();
  };
  return {
    ...heard,
    speed,
    failed,
    toggle: () => (heard.playing ? audio.pause() : void play().catch(() => setFailed(true))),
    seek: (seconds: number) => {
      audio.currentTime = seconds;
    },
    faster: () => {
      const next = nextSpeed(speed);
      audio.playbackRate = next;
      audio.defaultPlaybackRate = next;
      setSpeed(next);
    },
  };
}

/** One player for as long as the message is in sight. */
function useAudio(): HTMLAudioElement {
  const [audio] = useState(() => new Audio());
  useEffect(() => () => audio.pause(), [audio]);
  return audio;
}

/** Gives the player its bytes, once; rejects when they can't be had or can't be played. */
function useBytes(audio: HTMLAudioElement, id: string): () => Promise<void> {
  const loading = useRef<Promise<string> | null>(null);
  useEffect(
    () => () => {
      void loading.current?.then((url) => URL.revokeObjectURL(url)).catch(() => undefined);
      loading.current = null;
    },
    [id],
  );
  return useCallback(async () => {
    if (loading.current) return void (await loading.current);
    loading.current = bytesOf(id);
    audio.src = await loading.current;
    await playable(audio);
  }, [audio, id]);
}

async function bytesOf(id: string): Promise<string> {
  const answer = await fetch(attachmentUrl(id, true));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return URL.createObjectURL(await answer.blob());
}

function playable(audio: HTMLAudioElement): Promise<void> {
  return new Promise((resolve, reject) => {
    audio.addEventListener('loadedmetadata', () => resolve(), { once: true });
    audio.addEventListener('error', () => reject(new Error('not playable')), { once: true });
  });
}
