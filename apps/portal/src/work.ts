import type { PortalChallenge, Proof } from '@sila/contracts';
import { api } from './api.client.js';

/** Hashes that are under way at once; between two lots the page may draw. */
const LOT = 128;

/** Does the small piece of work by which the server knows a browser from a flood. A second on a cheap phone. */
export async function work(): Promise<Proof> {
  const task = await api.challenge();
  for (let first = 0; ; first += LOT) {
    const numbers = Array.from({ length: LOT }, (_, at) => first + at);
    const bits = await Promise.all(numbers.map((number) => zeroBits(task, number)));
    const number = numbers.find((_, at) => (bits[at] ?? 0) >= task.bits);
    if (number !== undefined) return { challenge: task.challenge, number };
  }
}

async function zeroBits({ challenge }: PortalChallenge, number: number): Promise<number> {
  const text = new TextEncoder().encode(`${challenge}.${number}`);
  return Math.clz32(new DataView(await crypto.subtle.digest('SHA-256', text)).getUint32(0));
}
