/** One HTTP try of one webhook: what was asked of Sila and what it answered. */
export type WebhookAttempt = {
  readonly url: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly body: string;
  readonly ms: number;
  readonly error: 'connect' | 'connect-timeout' | 'read-timeout' | 'reset' | null;
};

/**
 * One line of the ledger.
 * - `message`: a message crossed the border: `inbound` = a beneficiary wrote, `outbound` = the association wrote.
 * - `request`: Sila called the provider; `outcome` says what the provider did with it.
 * - `status`: the provider told (or kept from) Sila how far a message came.
 * - `webhook`: the provider delivered one inbound message; `attempts` has every try.
 * - `arrival`: an outbound message reached the beneficiary's phone or mailbox.
 * - `fault`: a programmed fault was used up once.
 */
export type LedgerEntry = {
  readonly seq: number;
  /** ISO 8601, UTC, by the simulator's clock. */
  readonly at: string;
  readonly kind: 'message' | 'request' | 'status' | 'webhook' | 'arrival' | 'fault';
  /** As the provider is called in `POST /send`. */
  readonly channel: string;
  readonly direction: 'inbound' | 'outbound';
  /** The provider's id of the message. */
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  /** What Sila gave with a message to know it again: a callback's address, a reference. */
  readonly reference?: string;
  readonly text?: string;
  readonly subject?: string;
  readonly status?: string;
  readonly outcome?: string;
  readonly attempts?: readonly WebhookAttempt[];
};

export type LedgerFilter = {
  readonly after?: number | undefined;
  readonly kind?: LedgerEntry['kind'] | undefined;
  readonly channel?: string | undefined;
  readonly direction?: LedgerEntry['direction'] | undefined;
  readonly messageId?: string | undefined;
  readonly limit?: number | undefined;
};
