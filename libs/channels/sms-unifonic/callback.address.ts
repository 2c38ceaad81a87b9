import { timingSafeEqual } from 'node:crypto';
import type { ChannelContext, RawRequest } from '../channel.js';
import type { AccountSettings } from './account.settings.js';

const MESSAGE_ID = 'm';
const TOKEN = 't';
const OWN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The address at which Unifonic reports on a message. Unifonic signs nothing, so the address itself is the proof: it
 * names the message and carries a token that only we can make, or the key that an administrator entered over there.
 */
export class CallbackAddress {
  constructor(
    private readonly settings: Pick<AccountSettings, 'callbackKey'>,
    private readonly context: Pick<ChannelContext, 'accountId' | 'webhookUrl' | 'sign'>,
  ) {}

  of(messageId: string): string {
    const query = new URLSearchParams({ [MESSAGE_ID]: messageId, [TOKEN]: this.tokenOf(messageId) });
    return `${this.context.webhookUrl}?${query.toString()}`;
  }

  /** Compares in constant time; a request without a token proves nothing. */
  proves(request: RawRequest): boolean {
    const given = queryOf(request).get(TOKEN) ?? '';
    const messageId = messageIdOf(request);
    const expected = messageId === null ? this.settings.callbackKey : this.tokenOf(messageId);
    return given !== '' && expected !== undefined && isSame(given, expected);
  }

  private tokenOf(messageId: string): string {
    return this.context.sign('sms-unifonic callback', `${this.context.accountId} ${messageId}`);
  }
}

/** Our own id in the address; null where it names none. */
export function messageIdOf(request: RawRequest): string | null {
  const id = queryOf(request).get(MESSAGE_ID) ?? '';
  return OWN_ID.test(id) ? id : null;
}

function queryOf(request: RawRequest): URLSearchParams {
  return new URL(request.url).searchParams;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
