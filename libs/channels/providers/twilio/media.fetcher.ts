import { pipeline, Readable } from 'node:stream';
import { ChannelError, type ChannelContext, type Json, type Media } from '../../channel.js';
import { cappedAt, tooLarge } from '../../http.caller.js';
import { retryAfterMs } from '../../retry.after.js';
import type { TwilioAccount } from './account.settings.js';
import { refusalError } from './api.errors.js';

/** Largest file that is carried through Twilio, in bytes. */
export const LARGEST_MEDIA = 16 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;

/** Where Twilio keeps files; the API's own host is added. */
const MEDIA_HOSTS = [
  /^api\.twilio\.com$/,
  /^([a-z0-9-]+\.)*twiliocdn\.com$/,
  /^s3-external-1\.amazonaws\.com$/,
];

/** Fetches the files of messages that came in. */
export class MediaFetcher {
  private readonly api: URL;

  constructor(
    private readonly account: TwilioAccount,
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly timeoutMs: number = FETCH_TIMEOUT_MS,
  ) {
    this.api = new URL(account.apiBaseUrl);
  }

  /**
   * Opens the bytes of one file. Credentials go to the API's own host only, never along a redirect to another; only
   * Twilio's hosts are called; the stream fails beyond 16 MB and when the whole takes longer than a minute.
   */
  async fetch(ref: Json): Promise<Media> {
    const response = await this.follow(this.firstAddress(ref), AbortSignal.timeout(this.timeoutMs));
    const size = Number(response.headers.get('content-length') ?? Number.NaN);
    if (size > LARGEST_MEDIA) throw tooLarge(LARGEST_MEDIA);
    if (!response.body) throw new ChannelError('retry', 'no-body', 'Twilio gave no bytes');
    const bytes = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    const stream = pipeline(bytes, cappedAt(LARGEST_MEDIA), () => undefined);
    return {
      stream,
      mediaType: response.headers.get('content-type'),
      size: Number.isNaN(size) ? null : size,
    };
  }

  private firstAddress(ref: Json): URL {
    const url = typeof ref === 'object' && ref !== null && 'url' in ref ? ref.url : null;
    if (typeof url !== 'string' || !URL.canParse(url)) throw forbidden('no address');
    return new URL(url);
  }

  private async follow(start: URL, signal: AbortSignal): Promise<Response> {
    let url = start;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const response = await this.get(url, signal);
      if (response.ok) return response;
      await response.body?.cancel();
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) throw this.refusal(response);
      url = new URL(location, url);
    }
    throw new ChannelError('permanent', 'redirects', 'the file is behind too many redirects');
  }

  private async get(url: URL, signal: AbortSignal): Promise<Response> {
    if (!this.isAllowed(url)) throw forbidden(url.host);
    const headers =
      url.host === this.api.host || url.host === 'api.twilio.com' ? this.credentials() : undefined;
    try {
      return await fetch(url, { redirect: 'manual', signal, ...(headers ? { headers } : {}) });
    } catch (error) {
      throw new ChannelError('retry', 'network', `the file could not be fetched: ${String(error)}`);
    }
  }

  /** Plain HTTP only where the API itself is configured so. */
  private isAllowed(url: URL): boolean {
    if (url.host === this.api.host && url.protocol === this.api.protocol) return true;
    return (
      url.protocol === 'https:' && url.port === '' && MEDIA_HOSTS.some((host) => host.test(url.hostname))
    );
  }

  private credentials(): Record<string, string> {
    const { accountSid, authToken } = this.account;
    return { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
  }

  private refusal({ status, headers }: Response): ChannelError {
    const wait = retryAfterMs(headers.get('retry-after'), this.context.now());
    if (status >= 500)
      return new ChannelError('retry', `http-${status}`, `Twilio answered ${status} for a file`, wait);
    return refusalError({
      status,
      code: null,
      message: `Twilio answered ${status} for a file`,
      retryAfterMs: wait,
    });
  }
}

function forbidden(host: string): ChannelError {
  return new ChannelError('permanent', 'forbidden-host', `files are not fetched from ${host}`);
}
