import { parentPort } from 'node:worker_threads';
import { digestMail } from './digest.js';

/** One mail to read; the answer carries the same `id`. */
export interface DigestRequest {
  readonly id: number;
  readonly raw: Uint8Array;
}

const port = parentPort;

async function answer(request: DigestRequest): Promise<void> {
  try {
    const { buffer, byteOffset, byteLength } = request.raw;
    port?.postMessage({
      id: request.id,
      digest: await digestMail(Buffer.from(buffer, byteOffset, byteLength)),
    });
  } catch (error) {
    port?.postMessage({ id: request.id, error: error instanceof Error ? error.message : String(error) });
  }
}

port?.on('message', (request: DigestRequest) => void answer(request));
