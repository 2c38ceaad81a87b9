import { createHash, randomBytes } from 'node:crypto';
import type { MediaLink } from './media.link.js';
import type { SimulatedClock } from './simulated.clock.js';

/** A file held by a pretended provider, or on a pretended phone. */
export type StoredMedia = {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly fileName: string | null;
  readonly sha256: string;
  readonly createdAt: number;
  /** The unguessable last part of its public address. */
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

/** Files by id, oldest dropped past a total of bytes. */
export class MediaStore {
  private readonly byId = new Map<string, StoredMedia>();
  private readonly byCdnKey = new Map<string, string>();
  private totalBytes = 0;

  constructor(
    private readonly clock: SimulatedClock,
    private readonly limitBytes: number,
  ) {}

  add(bytes: Buffer, contentType: string, fileName: string | null): StoredMedia {
    const [id, cdnKey] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const media = { id, bytes, contentType, fileName, sha256, createdAt: this.clock.now(), cdnKey };
    this.byId.set(id, media);
    this.byCdnKey.set(cdnKey, id);
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

  get(id: string): StoredMedia | undefined {
    return this.byId.get(id);
  }

  getByCdnKey(key: string): StoredMedia | undefined {
    return this.byId.get(this.byCdnKey.get(key) ?? '');
  }

  /** True when there was one to remove. */
  remove(id: string): boolean {
    const media = this.byId.get(id);
    if (!media) return false;
    this.byId.delete(id);
    this.byCdnKey.delete(media.cdnKey);
    this.totalBytes -= media.bytes.length;
    return true;
  }

  private trim(): void {
    for (const id of this.byId.keys()) {
      if (this.totalBytes <= this.limitBytes) return;
      this.remove(id);
    }
  }
}

/** A stored file as phones and tests see it; its address needs no credentials. */
export const linkTo = (media: StoredMedia): MediaLink => ({
  url: `/cdn/${media.cdnKey}`,
  contentType: media.contentType,
  size: media.bytes.length,
  sha256: media.sha256,
  fileName: media.fileName,
});

const nameFrom = (headers: Headers): string | null => {
  const disposition = headers.get('content-disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? null;
};
