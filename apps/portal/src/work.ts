import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { PortalChallenge, Proof } from '@sila/contracts';
import { api } from './api.client.js';

/** Hashes that are tried at once; between two lots the page draws and listens. */
const LOT = 200;

/**
 * Does the small piece of work by which the server knows a browser from a flood. Not by WebCrypto: to ask it thousands of times
 * takes far longer than to hash, and holds up the page.
 */
export async function work(): Promise<Proof> {
  const task = await api.challenge();
  for (let first = 0; ; first += LOT) {
    const number = solutionIn(task, first);
    if (number !== undefined) return { challenge: task.challenge, number };
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function solutionIn({ challenge, bits }: PortalChallenge, first: number): number | undefined {
  for (let number = first; number < first + LOT; number += 1)
    if (zeroBits(`${challenge}.${number}`) >= bits) return number;
  return undefined;
}

function zeroBits(text: string): number {
  const { buffer, byteOffset } = sha256(utf8ToBytes(text));
  return Math.clz32(new DataView(buffer, byteOffset).getUint32(0));
}
