import { createHash } from 'node:crypto';
import type { SimulatedClock } from '../core/simulated.clock.js';
import { newSid } from './sid.js';

/** A file held by the pretended provider (or on a pretended phone). */
export type StoredMedia = {
  readonly sid: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly fileName: string | null;
  readonly sha256: string;
  readonly createdAt: number;
  /** The unguessable last part of its CDN address. */
  readonly cdnKey: string;
};

/** A file to take in: its bytes in base64, or an address to fetch them from. */
export type MediaInput = {
  readonly base64?: string | undefined;
  readonly url?: string | undefined;
  readonly contentType?: string | undefined;
  readonly fileName?: string | undefined;
};

const fetchTimeoutMs = 15_000;

/** Files by SID, oldest dropped past a total of bytes. */
export class MediaStore {
  private readonly bySid = new Map<string, StoredMedia>();
  private readonly byCdnKey = new Map<string, string>();
  private totalBytes = 0;

  constructor(
    private readonly clock: SimulatedClock,
    private readonly limitBytes: number,
  ) {}

  add(bytes: Buffer, contentType: string, fileName: string | null): StoredMedia {
    const sid = newSid('ME');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const cdnKey = newSid('ME').slice(2);
    const media = { sid, bytes, contentType, fileName, sha256, createdAt: this.clock.now(), cdnKey };
    this.bySid.set(sid, media);
    this.byCdnKey.set(cdnKey, sid);
    this.totalBytes += bytes.length;
    this.trim();
    return media;
  }

  /** Takes a file in by value or by address. Rejects when the address does not give it. */
  async take(input: MediaInput): Promise<StoredMedia> {
    if (input.base64 !== undefined) {
      const type = input.contentType ?? 'application/octet-stream';
      return this.add(Buffer.from(input.base64, 'base64'), type, input.fileName ?? null);
    }
    if (input.url === undefined) throw new Error('a medium has base64 or a url');
    const answer = await fetch(input.url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
    if (!answer.ok) throw new Error(`${input.url} answered ${answer.status}`);
    const type = input.contentType ?? answer.headers.get('content-type') ?? 'application/octet-stream';
    return this.add(
      Buffer.from(await answer.arrayBuffer()),
      type,
      input.fileName ?? nameFrom(answer.headers),
    );
  }

  get(sid: string): StoredMedia | undefined {
    return this.bySid.get(sid);
  }

  getByCdnKey(key: string): StoredMedia | undefined {
    return this.bySid.get(this.byCdnKey.get(key) ?? '');
  }

  /** True when there was one to remove. */
  remove(sid: string): boolean {
    const media = this.bySid.get(sid);
    if (!media) return false;
    this.bySid.delete(sid);
    this.byCdnKey.delete(media.cdnKey);
    this.totalBytes -= media.bytes.length;
    return true;
  }

  clear(): void {
    this.bySid.clear();
    this.byCdnKey.clear();
    this.totalBytes = 0;
  }

  private trim(): void {
    for (const sid of this.bySid.keys()) {
      if (this.totalBytes <= this.limitBytes) return;
      this.remove(sid);
    }
  }
}

const nameFrom = (headers: Headers): string | null => {
  const disposition = headers.get('content-disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? null;
};
