import { ChannelError, type ChannelContext, type Media } from '../../channel.js';
import { download } from '../../file.download.js';

const FETCH_TIMEOUT_MS = 120_000;
/** Where Meta keeps files of messages: WhatsApp's, Messenger's and Instagram's. */
const FILE_HOSTS = /^([a-z0-9-]+\.)*(fbsbx\.com|fbcdn\.net|cdninstagram\.com|whatsapp\.net)$/;

/** Fetches files from Meta's own hosts; the API's host is added, and may be without TLS where it is configured so. */
export class MetaFiles {
  private readonly api: URL;

  constructor(
    apiBaseUrl: string,
    private readonly largest: number,
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly timeoutMs: number = FETCH_TIMEOUT_MS,
  ) {
    this.api = new URL(apiBaseUrl);
  }

  /** Opens a file. The headers go to the host of the address only. */
  open(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Media> {
    if (!URL.canParse(address)) throw new ChannelError('permanent', 'no-address', 'the file has no address');
    const start = new URL(address);
    return download(start, {
      provider: 'Meta',
      largest: this.largest,
      timeoutMs: this.timeoutMs,
      isAllowed: (url) => this.isAllowed(url),
      headersFor: (url) => (url.host === start.host ? headers : {}),
      now: () => this.context.now(),
    });
  }

  private isAllowed(url: URL): boolean {
    if (url.host === this.api.host && url.protocol === this.api.protocol) return true;
    return url.protocol === 'https:' && url.port === '' && FILE_HOSTS.test(url.hostname);
  }
}
