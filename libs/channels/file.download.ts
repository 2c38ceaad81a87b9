import { pipeline, Readable } from 'node:stream';
import { ChannelError, type Media } from './channel.js';
import { cappedAt, tooLarge } from './http.caller.js';
import { retryAfterMs } from './retry.after.js';

const MOST_REDIRECTS = 3;

/** How a provider's files are fetched. */
export interface Download {
  /** The provider's name in the words of errors. */
  readonly provider: string;
  /** Largest file, in bytes; the stream fails beyond it. */
  readonly largest: number;
  /** Longest time for the whole file, in milliseconds. */
  readonly timeoutMs: number;
  /** The provider's own hosts; asked again after every redirect. */
  isAllowed(url: URL): boolean;
  /** Credentials for an address; none for hosts that need none. */
  headersFor(url: URL): Readonly<Record<string, string>>;
  now(): Date;
}

/**
 * Opens the bytes of a file. Only allowed hosts are called, and each gets the headers that are meant for it: credentials never go
 * along a redirect. Throws ChannelError: `permanent` for what is gone, too large or elsewhere, `auth`, `retry`.
 */
export async function download(start: URL, how: Download): Promise<Media> {
  const response = await follow(start, how, AbortSignal.timeout(how.timeoutMs));
  const size = Number(response.headers.get('content-length') ?? Number.NaN);
  if (size > how.largest) throw tooLarge(how.largest);
  if (!response.body) throw new ChannelError('retry', 'no-body', `${how.provider} gave no bytes`);
  const bytes = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  return {
    stream: pipeline(bytes, cappedAt(how.largest), () => undefined),
    mediaType: response.headers.get('content-type'),
    size: Number.isNaN(size) ? null : size,
  };
}

async function follow(start: URL, how: Download, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response = await get(url, how, signal);
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) throw refusal(response, how);
    url = new URL(location, url);
  }
  throw new ChannelError('permanent', 'redirects', 'the file is behind too many redirects');
}

async function get(url: URL, how: Download, signal: AbortSignal): Promise<Response> {
  if (!how.isAllowed(url))
    throw new ChannelError('permanent', 'forbidden-host', `files are not fetched from ${url.host}`);
  try {
    return await fetch(url, { redirect: 'manual', signal, headers: how.headersFor(url) });
  } catch {
    throw new ChannelError('retry', 'network', `a file of ${how.provider} could not be fetched`);
  }
}

function refusal({ status, headers }: Response, how: Download): ChannelError {
  const words = `${how.provider} answered ${status} for a file`;
  const wait = retryAfterMs(headers.get('retry-after'), how.now());
  if (status >= 500 || status === 429) return new ChannelError('retry', `http-${status}`, words, wait);
  const kind = status === 401 || status === 403 ? 'auth' : 'permanent';
  return new ChannelError(kind, `http-${status}`, words, wait);
}
