import type { ChannelContext, Json, Media } from '../../channel.js';
import { ChannelError } from '../../channel.js';
import { download } from '../../file.download.js';
import type { TwilioAccount } from './account.settings.js';

/** Largest file that is carried through Twilio, in bytes. */
export const LARGEST_MEDIA = 16 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 60_000;

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
    private readonly limits: { readonly largest?: number; readonly timeoutMs?: number } = {},
  ) {
    this.api = new URL(account.apiBaseUrl);
  }

  /** Opens the bytes of one file; credentials go to the API's own host only. */
  async fetch(ref: Json): Promise<Media> {
    return download(addressOf(ref), {
      provider: 'Twilio',
      largest: this.limits.largest ?? LARGEST_MEDIA,
      timeoutMs: this.limits.timeoutMs ?? FETCH_TIMEOUT_MS,
      isAllowed: (url) => this.isAllowed(url),
      headersFor: (url) => this.credentialsFor(url),
      now: () => this.context.now(),
    });
  }

  /** Plain HTTP only where the API itself is configured so. */
  private isAllowed(url: URL): boolean {
    if (url.host === this.api.host && url.protocol === this.api.protocol) return true;
    return (
      url.protocol === 'https:' && url.port === '' && MEDIA_HOSTS.some((host) => host.test(url.hostname))
    );
  }

  private credentialsFor({ host }: URL): Record<string, string> {
    if (host !== this.api.host && host !== 'api.twilio.com') return {};
    const { accountSid, authToken } = this.account;
    return { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
  }
}

function addressOf(ref: Json): URL {
  const url = typeof ref === 'object' && ref !== null && 'url' in ref ? ref.url : null;
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new ChannelError('permanent', 'forbidden-host', 'the file has no address');
  return new URL(url);
}
