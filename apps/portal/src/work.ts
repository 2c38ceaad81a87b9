import type { PortalChallenge, Proof } from '@sila/contracts';
import { api } from './api.client.js';
import { digestStart } from './digest.js';

/** Hashes that are tried at once, below ten milliseconds on a cheap phone; between two lots the page draws and listens. */
const LOT = 200;

/** Does the small piece of work by which the server knows a browser from a flood. A second on a cheap phone. */
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
    if (Math.clz32(digestStart(`${challenge}.${number}`)) >= bits) return number;
  return undefined;
}
