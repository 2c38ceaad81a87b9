import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@sila/domain';
import { AwsClient } from 'aws4fetch';
import { type FileStore, Meter, newFileKey, type StoredFile } from './file-store.js';

/**
 * Files in an S3-compatible bucket, set by `FILE_STORE_URL` (`s3+https://KEY:SECRET@host/bucket?region=…`). A file is
 * written to a temporary one first: S3 wants the length beforehand, and a broken upload must leave nothing behind.
 */
export class S3FileStore implements FileStore {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(url: string) {
    const parsed = new URL(url.replace(/^s3\+/, ''));
    this.client = new AwsClient({
      accessKeyId: decodeURIComponent(parsed.username),
      secretAccessKey: decodeURIComponent(parsed.password),
      region: parsed.searchParams.get('region') ?? 'us-east-1',
      service: 's3',
    });
    this.base = `${parsed.protocol}//${parsed.host}${parsed.pathname.replace(/\/+$/, '')}`;
  }

  async put(source: Readable, maxBytes: number): Promise<StoredFile> {
    const folder = await mkdtemp(path.join(tmpdir(), 'sila-upload-'));
    const temporary = path.join(folder, 'file');
    try {
      const meter = new Meter(maxBytes);
      await pipeline(source, meter, createWriteStream(temporary, { mode: 0o600 }));
      const stored = meter.result(newFileKey());
      await this.upload(stored, temporary);
      return stored;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async get(key: string): Promise<Readable> {
    const response = await this.client.fetch(`${this.base}/${key}`);
    if (!response.ok || !response.body)
      throw new DomainError(response.status === 404 ? 'not-found' : 'unavailable');
    return Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  }

  async remove(key: string): Promise<void> {
    const response = await this.client.fetch(`${this.base}/${key}`, { method: 'DELETE' });
    if (!response.ok && response.status !== 404) throw new DomainError('unavailable');
  }

  private async upload(stored: StoredFile, file: string): Promise<void> {
    const signed = await this.client.sign(`${this.base}/${stored.key}`, {
      method: 'PUT',
      headers: { 'content-length': String(stored.size), 'x-amz-content-sha256': stored.sha256 },
    });
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
    const init: RequestInit & { duplex: 'half' } = {
      method: 'PUT',
      headers: signed.headers,
      body,
      duplex: 'half',
    };
    const response = await fetch(signed.url, init);
    if (!response.ok) throw new DomainError('unavailable');
  }
}
