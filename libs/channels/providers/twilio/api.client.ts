import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type Twilio from 'twilio/lib/rest/Twilio.js';
import { ChannelError, type ChannelContext } from '../../channel.js';
import type { TwilioAccount } from './account.settings.js';
import { ApiTransport } from './api.transport.js';

/** Longest wait for one call of the API, in milliseconds. */
export const CALL_TIMEOUT_MS = 15_000;

/** Twilio's own client over our transport. The library is large, so it is loaded with the first call. */
export class ApiClient {
  private readonly transport: ApiTransport;
  private loading: Promise<Twilio> | null = null;

  constructor(
    private readonly account: TwilioAccount,
    context: Pick<ChannelContext, 'now'>,
    timeoutMs: number = CALL_TIMEOUT_MS,
  ) {
    this.transport = new ApiTransport({ baseUrl: account.apiBaseUrl, timeoutMs, now: () => context.now() });
  }

  /** The library's client for this account; every call of it throws ChannelError when it fails. */
  twilio(): Promise<Twilio> {
    return (this.loading ??= this.load());
  }

  /** Asks for the account itself: proves the credentials and that Twilio has not closed it. */
  async check(): Promise<void> {
    const account = await (await this.twilio()).api.v2010.account.fetch();
    if (account.status !== 'active')
      throw new ChannelError('auth', 'inactive', `Twilio says that the account is ${account.status}`);
  }

  close(): void {
    this.transport.close();
  }

  private async load(): Promise<Twilio> {
    const { default: Client } = await import('twilio/lib/rest/Twilio.js');
    const { accountSid, authToken } = this.account;
    return new Client(accountSid, authToken, { httpClient: asHttpClient(this.transport) });
  }
}

/** Of its HTTP client the library uses `request` alone; its class would bring another client along. */
function asHttpClient(transport: ApiTransport): RequestClient {
  return transport as unknown as RequestClient;
}
