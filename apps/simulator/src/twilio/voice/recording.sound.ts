const rate = 8_000;
/** A longer recording has a file of this length: files stay small. */
const longestSeconds = 120;

const lengthOf = (seconds: number): number => Math.min(longestSeconds, Math.max(1, seconds));

/** A quiet tone of so many seconds as WAV: one channel, 8 bits. */
export const waveOf = (seconds: number): Buffer => {
  const samples = rate * lengthOf(seconds);
  const bytes = Buffer.alloc(44 + samples);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples, 40);
  for (let index = 0; index < samples; index += 1)
    bytes[44 + index] = 128 + Math.round(24 * Math.sin((2 * Math.PI * 330 * index) / rate));
  return bytes;
};

/** MPEG-1 layer III, 32 kbit/s, 32 kHz, one channel: such a frame has 144 bytes. */
const frameHeader = Buffer.from([0xff, 0xfb, 0x18, 0xc4]);
const frameBytes = 144;
const framesPerSecond = 32_000 / 1_152;

/** Silence of so many seconds as MP3: frames without any sound in them. */
export const mp3Of = (seconds: number): Buffer => {
  const frame = Buffer.alloc(frameBytes);
  frameHeader.copy(frame);
  return Buffer.concat(Array.from({ length: Math.ceil(lengthOf(seconds) * framesPerSecond) }, () => frame));
};
