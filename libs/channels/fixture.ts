import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Address,
  Inbound,
  InboundEcho,
  InboundMessage,
  InboundReceipt,
  Outbound,
  RawEvent,
  RawRequest,
} from './channel.js';
import type { ChannelErrorKind } from './channel.js';

/**
 * One recorded delivery of a channel's provider, for the contract test. Each channel folder exports
 * `fixtures: readonly ChannelFixture[]` and `failures: readonly ChannelFailure[]` from `fixtures/index.ts`.
 * At least one fixture must be `tampered` when the channel has a webhook, and one `unknown`.
 */
export interface ChannelFixture {
  /** What the case is, in words; becomes the name of the test. */
  readonly name: string;
  /** Input of the channel's settings schema. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The configured address of the hook; `DEFAULT_WEBHOOK_URL` when the case doesn't care. */
  readonly webhookUrl?: string;
  /** The delivery, signed as the provider signs. A channel that polls puts the fetched bytes into `body`. */
  readonly request: RawRequest;
  /** For channels that poll or take events by other ways than a webhook: the event that stands for `request`. */
  readonly event?: RawEvent;
  /** True when `verify` must refuse this request as it stands. Nothing else is then checked. */
  readonly tampered?: boolean;
  /**
   * The header that vouches for the request, in lower case, where the provider shows a secret instead of signing: a byte
   * of it is changed for the proof that forgeries are refused, else a byte of the body.
   */
  readonly bearerHeader?: string;
  /** True where the called address ends with that secret. */
  readonly bearerAddress?: true;
  /** True for a kind of event that Sila has no understanding of: it must become a visible `unsupported` message. */
  readonly unknown?: boolean;
  /** The same thing delivered again, as the provider repeats it (other headers, other order): same keys. */
  readonly redelivered?: RawRequest;
  /** How many separate events the request says; 1 when left out. */
  readonly events?: number;
  /** What the first event means: each part is compared with `toMatchObject`. */
  readonly expect?: readonly ExpectedInbound[];
}

/** The parts of an answer of `parse` that a fixture cares about. */
export type ExpectedInbound =
  | ({ readonly type: 'message' } & Partial<Omit<InboundMessage, 'type'>>)
  | ({ readonly type: 'echo' } & Partial<Omit<InboundEcho, 'type'>>)
  | ({ readonly type: 'receipt' } & Partial<Omit<InboundReceipt, 'type'>>)
  | Exclude<Inbound, { type: 'message' | 'echo' | 'receipt' }>;

/** One refusal of the provider, and the kind of ChannelError it must become. */
export interface ChannelFailure {
  readonly name: string;
  readonly kind: ChannelErrorKind;
  /** The provider's code, where it matters. */
  readonly code?: string;
  /** Makes the channel meet the refusal; must reject with the ChannelError. Starts and ends its own local server. */
  provoke(): Promise<unknown>;
}

/**
 * A provider that is asked what its webhook did not tell. Exported as `missed` from `fixtures/index.ts` by every channel whose
 * connection can ask.
 */
export interface MissedFixture {
  /** `apiBaseUrl` is added. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly since: Date;
  /** What the provider answers to a call of this path and query. */
  readonly answer: (path: string) => object;
  /** Webhooks that tell what it lists; null where it calls again instead. */
  readonly told: readonly RawRequest[] | null;
  /** Where it calls again: how many times it says that it will. */
  readonly awaited?: number | null;
}

/** The hook's address in fixtures that state none. */
export const DEFAULT_WEBHOOK_URL = 'https://sila.example/hooks/fixture';

/** The secret behind `context.sign` in the contract test: HMAC-SHA256 of `purpose\0value`, base64url. */
export const FIXTURE_SIGNING_KEY = 'fixture-signing-key';

/** `context.sign` of the contract test. */
export function fixtureSign(purpose: string, value: string): string {
  return createHmac('sha256', FIXTURE_SIGNING_KEY).update(`${purpose}\0${value}`).digest('base64url');
}

/** An answer to somebody who wrote before. */
export function outboundTo(to: Address): Outbound {
  return {
    messageId: '01938f6e-0000-7000-8000-00000000b001',
    conversationId: '01938f6e-0000-7000-8000-0000000000c1',
    conversationNumber: 12,
    to,
    toName: 'نورة العتيبي',
    text: 'وعليكم السلام، وصلنا طلبك.',
    subject: null,
    language: 'ar',
    providerId: null,
    thread: [],
    template: null,
    attachments: [],
    automatic: false,
    author: 'سارة',
  };
}

/** Starts a server that answers like the listener, runs the work against it, and ends it. */
export async function withServer<T>(
  listener: RequestListener,
  work: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const server = await listening(createServer(listener));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
