import { pipeline, Readable } from 'node:stream';
import { z } from 'zod';
import { ChannelError, type Json, type Media } from '../channel.js';
import { cappedAt, tooLarge } from '../http.caller.js';
import type { ApiClient } from './api.client.js';

/** Largest file a bot may fetch, in bytes. Source: core.telegram.org/bots/api#getfile. */
export const LARGEST_FETCHED = 20 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 60_000;

const announced = z.object({ fileId: z.string().min(1) });
/** Told only when the file may be fetched; it is a path and nothing else, so that it can't lead to another host. */
const found = z.object({
  file_path: z
    .string()
    .regex(/^[\w-]+(?:[./][\w-]+)*$/)
    .optional(),
});

/** Fetches the files of messages that came in. */
export class MediaFetcher {
  constructor(
    private readonly api: ApiClient,
    private readonly timeoutMs: number = FETCH_TIMEOUT_MS,
  ) {}

  /** Opens the bytes of one file by a link made now. The stream fails beyond 20 MB, and when the whole takes over a minute. */
  async fetch(ref: Json): Promise<Media> {
    const known = announced.safeParse(ref);
    if (!known.success) throw new ChannelError('permanent', 'reference', 'the file has no id');
    const { file_path: path } = await this.find(known.data.fileId);
    if (path === undefined) throw new ChannelError('permanent', 'gone', 'Telegram has this file no more');
    const response = await this.get(path);
    const size = Number(response.headers.get('content-length') ?? Number.NaN);
    if (size > LARGEST_FETCHED) throw tooLarge(LARGEST_FETCHED);
    if (!response.body) throw new ChannelError('retry', 'no-body', 'Telegram gave no bytes');
    const bytes = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    const stream = pipeline(bytes, cappedAt(LARGEST_FETCHED), () => undefined);
    // Telegram calls every file a stream of bytes; what the message said of it tells more.
    return { stream, mediaType: null, size: Number.isNaN(size) ? null : size };
  }

  /** Asking is harmless, so whatever is not a refusal is asked again. */
  private async find(fileId: string): Promise<z.output<typeof found>> {
    try {
      return await this.api.call('getFile', { file_id: fileId }, found);
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      if (/too big/i.test(error.message)) throw tooLarge(LARGEST_FETCHED);
      throw error.kind === 'unknown-outcome' ? new ChannelError('retry', error.code, error.message) : error;
    }
  }

  /** Never along a redirect, and never with the address in an error: it holds the token. */
  private async get(path: string): Promise<Response> {
    const response = await fetch(this.api.fileAddress(path), {
      redirect: 'error',
      signal: AbortSignal.timeout(this.timeoutMs),
    }).catch(() => {
      throw new ChannelError('retry', 'network', 'the file could not be fetched from Telegram');
    });
    if (response.ok) return response;
    await response.body?.cancel();
    // A link ends after an hour at the earliest; the next try makes a fresh one.
    throw new ChannelError(
      'retry',
      `http-${response.status}`,
      `Telegram answered ${response.status} for a file`,
    );
  }
}
