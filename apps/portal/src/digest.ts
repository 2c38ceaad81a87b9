const words = (hex: string): Int32Array =>
  Int32Array.from(hex.match(/.{8}/g) ?? [], (word) => Number.parseInt(word, 16));

const FIRST = words('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19');
const ROUNDS = words(
  '428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc3' +
    '72be5d7480deb1fe9bdc06a7c19bf174e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da' +
    '983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca63511429296727b70a852e1b21384d2c6dfc53380d13' +
    '650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070' +
    '19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc70208' +
    '90befffaa4506cebbef9a3f7c67178f2',
);
const BLOCK = 64;
const schedule = new Int32Array(64);

/**
 * The first 32 bits of SHA-256 over the text's bytes, without a sign. For a search over thousands of short texts: handing
 * each to WebCrypto costs many times the hash itself.
 */
export function digestStart(text: string): number {
  const bytes = padded(new TextEncoder().encode(text));
  const state = FIRST.slice();
  for (let from = 0; from < bytes.byteLength; from += BLOCK) digestBlock(state, bytes, from);
  return at(state, 0) >>> 0;
}

/** The bytes, a one, zeros, and the count of bits. */
function padded(text: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((text.length + 9) / BLOCK) * BLOCK);
  bytes.set(text);
  bytes[text.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 4, text.length * 8);
  return view;
}

function digestBlock(state: Int32Array, bytes: DataView, from: number): void {
  spread(bytes, from);
  let [a, b, c, d] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3)];
  let [e, f, g, h] = [at(state, 4), at(state, 5), at(state, 6), at(state, 7)];
  for (let round = 0; round < 64; round += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const mixed = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + at(ROUNDS, round);
    const first = (h + mixed + at(schedule, round)) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0;
    [h, g, f, e] = [g, f, e, (d + first) | 0];
    [d, c, b, a] = [c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = at(state, index) + word));
}

/** The sixteen words of a block become sixty-four. */
function spread(bytes: DataView, from: number): void {
  for (let index = 0; index < 16; index += 1) schedule[index] = bytes.getInt32(from + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const [near, far] = [at(schedule, index - 2), at(schedule, index - 15)];
    const low = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    const high = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    schedule[index] = at(schedule, index - 16) + low + at(schedule, index - 7) + high;
  }
}

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

const at = (list: Int32Array, index: number): number => list[index] ?? 0;
