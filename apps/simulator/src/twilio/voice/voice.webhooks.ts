import type { SimulatedClock } from '../../core/simulated.clock.js';
import type { LedgerStore } from '../../core/ledger.store.js';
import type { LedgerEntry, WebhookAttempt } from '../../core/ledger.types.js';
import type { StatusCourier } from '../../core/status.courier.js';
import { originsFor } from '../../core/webhook.sender.js';
import type { FormParams, WebhookCalls } from '../webhook.calls.js';
import type { CallEvent } from './call.types.js';
import type { VoiceAccount, VoiceAccounts } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';
import { callParams, reportParams } from './voice.params.js';

type Parts = {
  readonly accounts: VoiceAccounts;
  readonly calls: WebhookCalls;
  readonly clock: SimulatedClock;
  readonly courier: StatusCourier;
  readonly ledger: LedgerStore;
};

/** The most that Twilio reads of a document. */
const documentCharacters = 64 * 1024;

/** What is asked of Sila and told to it about calls; each time one of the account's targets in turn. */
export class VoiceWebhooks {
  private turn = 0;
  private isClosed = false;

  constructor(private readonly parts: Parts) {}

  /** Asks an address what to do with a call. The try that decided, or undefined where nobody could be asked. */
  async ask(call: VoiceCall, url: string, params: FormParams): Promise<WebhookAttempt | undefined> {
    const account = this.accountOf(call);
    if (!account) return undefined;
    const asked = { ...callParams(call), ...params };
    const attempts = await this.post(account, url, asked, documentCharacters);
    const last = attempts.at(-1);
    this.parts.ledger.write({
      ...headOf(call),
      kind: 'webhook',
      direction: 'inbound',
      text: new URL(url).pathname,
      outcome: last ? (last.error ?? String(last.status)) : 'none',
      attempts,
    });
    return last;
  }

  /** Tells something about a call; resolves once it was told, lost, or put aside for later. */
  async tell(call: VoiceCall, url: string, status: string, params: FormParams): Promise<void> {
    const account = this.accountOf(call);
    if (!account) return;
    const send = () => this.post(account, url, params);
    await this.parts.courier.report({ head: headOf(call), status, send });
  }

  /** Reports how far a call is, if that was asked for. */
  async report(call: VoiceCall, event: CallEvent): Promise<void> {
    const { reports } = call.facts;
    if (!reports?.events.includes(event)) return;
    const params = reportParams(call, event, call.reported++, this.parts.clock.now());
    await this.tell(call, reports.url, event, params);
  }

  /** Nobody is asked or told anything any more. */
  close(): void {
    this.isClosed = true;
  }

  private accountOf({ facts }: VoiceCall): VoiceAccount | undefined {
    return this.isClosed ? undefined : this.parts.accounts.bySid(facts.accountSid);
  }

  private post(account: VoiceAccount, url: string, params: FormParams, keep?: number) {
    const origins = originsFor(account, url);
    const origin = origins[this.turn++ % origins.length] ?? url;
    const { authToken, retryDelaysMs } = account;
    return this.parts.calls.send({ account: { authToken, retryDelaysMs }, url, origin, params, keep });
  }
}

/** What the ledger says of every line about a call. */
export const headOf = ({ facts }: VoiceCall): Pick<LedgerEntry, 'channel' | 'messageId' | 'from' | 'to'> => ({
  channel: 'voice',
  messageId: facts.sid,
  from: facts.from,
  to: facts.to,
});
