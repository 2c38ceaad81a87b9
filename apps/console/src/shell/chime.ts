/** Two soft tones, made by the browser itself: no file to load. Silent where the browser forbids sound. */
export function playChime(): void {
  const audio = new AudioContext();
  const tone = (frequency: number, at: number) => {
    const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setTargetAtTime(0.12, audio.currentTime + at, 0.01);
    volume.gain.setTargetAtTime(0, audio.currentTime + at + 0.09, 0.06);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(audio.currentTime + at);
    oscillator.stop(audio.currentTime + at + 0.5);
    return oscillator;
  };
  tone(660, 0);
  tone(880, 0.14).addEventListener('ended', () => void audio.close());
}
