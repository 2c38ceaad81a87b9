/** One tone: its frequency in hertz, when it begins and how long it sounds, in seconds. */
export interface Tone {
  readonly frequency: number;
  readonly at: number;
  readonly length: number;
}

const TWO_SOFT_TONES: readonly Tone[] = [
  { frequency: 660, at: 0, length: 0.09 },
  { frequency: 880, at: 0.14, length: 0.09 },
];

/** Tones made by the browser itself: no file to load. Silent where the browser forbids sound. */
export function playTones(tones: readonly Tone[], loudness = 0.12): void {
  const audio = new AudioContext();
  const ends = tones.map(({ frequency, at, length }) => {
    const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setTargetAtTime(loudness, audio.currentTime + at, 0.01);
    volume.gain.setTargetAtTime(0, audio.currentTime + at + length, 0.06);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(audio.currentTime + at);
    oscillator.stop(audio.currentTime + at + length + 0.4);
    return oscillator;
  });
  ends.at(-1)?.addEventListener('ended', () => void audio.close());
}

/** The sound of a new message. */
export const playChime = (): void => playTones(TWO_SOFT_TONES);
