const RATE = 8_000;
const SAMPLES = RATE / 10;
const HEADER = 44;
/** Eight bits without a sign rest in their middle. */
const MIDDLE = 128;
const ascii = new TextEncoder();

/** A tenth of a second of nothing, as the address of a WAV file. It lives as long as the page. */
export function silence(): string {
  const view = new DataView(new ArrayBuffer(HEADER + SAMPLES));
  const write = (at: number, text: string) => new Uint8Array(view.buffer).set(ascii.encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, HEADER - 8 + SAMPLES, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(36, 'data');
  view.setUint32(40, SAMPLES, true);
  new Uint8Array(view.buffer).fill(MIDDLE, HEADER);
  return URL.createObjectURL(new Blob([view], { type: 'audio/wav' }));
}
