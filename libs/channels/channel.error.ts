/** Why a provider did not take a message: decides in one place whether it is tried again. */
export type ChannelErrorKind = 'retry' | 'permanent' | 'auth' | 'unknown-outcome' | 'needs-template';

/**
 * A failure a channel understood. `code` is the provider's own; `retryAfterMs` is what it asked for; `deadAddress` says
 * that the recipient takes nothing any more (blocked us, closed the account), so that nobody writes there in vain.
 */
export class ChannelError extends Error {
  constructor(
    readonly kind: ChannelErrorKind,
    readonly code: string,
    message: string,
    readonly retryAfterMs = 0,
    readonly deadAddress = false,
  ) {
    super(message);
    this.name = 'ChannelError';
  }
}
