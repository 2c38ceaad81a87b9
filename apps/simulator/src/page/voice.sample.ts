import type { PickedFile } from './api.calls.ts';

const rate = 8_000;
const seconds = 2;

/** A voice note of two seconds, without a microphone: a tone that rises and falls, as WAV. */
export const voiceSample = (): PickedFile => {
  const samples = rate * seconds;
  const bytes = new Uint8Array(44 + samples * 2);
  const view = new DataView(bytes.buffer);
  writeHead(view, samples * 2);
  for (let index = 0; index < samples; index += 1) {
    const time = index / rate;
    const pitch = 220 + 60 * Math.sin(Math.PI * time);
    const loudness = Math.sin((Math.PI * time) / seconds) * 0.4;
    const value = Math.sin(2 * Math.PI * pitch * time) * loudness;
    view.setInt16(44 + index * 2, value * 32_767, true);
  }
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return { base64, contentType: 'audio/wav', fileName: 'voice-note.wav', voice: true };
};

/** The head of a WAV file: one channel, 16 bits. */
const writeHead = (view: DataView, dataBytes: number): void => {
  const text = (at: number, letters: string) =>
    Array.from(letters).forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
};
