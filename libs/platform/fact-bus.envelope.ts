import type { Fact } from '@sila/domain';
import type { Signal } from './fact-bus.js';

/** One payload between processes. */
export interface Envelope {
  /** Who says it, so that nobody hears their own words twice. */
  readonly o: string;
  readonly f: readonly Fact[];
  readonly s: readonly Signal[];
}

/** One fact or signal on its way to the other processes. */
export interface Parcel {
  readonly kind: 'f' | 's';
  readonly text: string;
}

export function factParcel({ type, stream, seq, ids }: Fact): Parcel {
  return { kind: 'f', text: JSON.stringify({ type, stream, seq, ids }) };
}

export function signalParcel(signal: Signal): Parcel {
  return { kind: 's', text: JSON.stringify(signal) };
}

/** Makes the payloads of a carrier: as many parcels in each as fit, in order. A parcel alone larger than that is left out. */
export function encode(origin: string, parcels: readonly Parcel[], maxBytes: number): string[] {
  const room = maxBytes - EMPTY_BYTES;
  const payloads: string[] = [];
  let batch: Parcel[] = [];
  let size = 0;
  const flush = (): void => {
    if (batch.length > 0) payloads.push(envelopeOf(origin, batch));
    [batch, size] = [[], 0];
  };
  for (const parcel of parcels) {
    const bytes = Buffer.byteLength(parcel.text) + 1;
    if (bytes > room) continue;
    if (size + bytes > room) flush();
    batch.push(parcel);
    size += bytes;
  }
  flush();
  return payloads;
}

/** An envelope without contents takes this much at most. */
const EMPTY_BYTES = 80;

function envelopeOf(origin: string, parcels: readonly Parcel[]): string {
  const texts = (kind: Parcel['kind']): string =>
    parcels
      .filter((parcel) => parcel.kind === kind)
      .map((parcel) => parcel.text)
      .join();
  return `{"o":${JSON.stringify(origin)},"f":[${texts('f')}],"s":[${texts('s')}]}`;
}

/** Reads a payload; null for anything that is none of ours. */
export function decode(payload: string): Envelope | null {
  try {
    const value = JSON.parse(payload) as Envelope | null;
    return typeof value?.o === 'string' && Array.isArray(value.f) && Array.isArray(value.s) ? value : null;
  } catch {
    return null;
  }
}
