import { ProblemError } from '../../core/problem.error.js';
import type { LedgerStore } from '../../core/ledger.store.js';
import type { CallRunner } from './call.runner.js';
import type { CallsStore } from './calls.store.js';
import type { VoiceAccount, VoiceAccounts } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';
import { headOf } from './voice.webhooks.js';

type Parts = {
  readonly accounts: VoiceAccounts;
  readonly calls: CallsStore;
  readonly ledger: LedgerStore;
  readonly runner: CallRunner;
};

/** What people do with their telephones. */
export class TelephoneExchange {
  constructor(private readonly parts: Parts) {}

  /** A person calls the association. Returns at once; the call goes on by itself. */
  call(from: string, to: string | undefined, keys: string): VoiceCall {
    const account = this.accountFor(to);
    const call = this.parts.calls.open({
      accountSid: account.accountSid,
      from,
      to: account.number,
      direction: 'inbound',
      person: from,
      client: null,
      parentSid: null,
      parameters: {},
      reports: account.statusCallback ? { url: account.statusCallback, events: ['completed'] } : null,
    });
    call.keypad.press(keys, true);
    this.parts.ledger.write({ ...headOf(call), kind: 'message', direction: 'inbound' });
    void this.parts.runner.run(call, account, { url: account.webhookUrl });
    return call;
  }

  /** The call of this SID; one that rings when `isRinging`. Throws a ProblemError when it isn't there. */
  find(sid: string, isRinging = false): VoiceCall {
    const call = this.parts.calls.get(sid);
    if (!call) throw new ProblemError(404, 'no-call', 'There is no such call');
    if (isRinging && (call.facts.person === null || call.status !== 'ringing'))
      throw new ProblemError(409, 'not-ringing', 'This call does not ring at a telephone');
    return call;
  }

  private accountFor(to?: string): VoiceAccount & { readonly webhookUrl: string } {
    const account = this.parts.accounts.byNumber(to);
    if (!account) throw new ProblemError(409, 'no-account', 'No voice account is configured for this number');
    const { webhookUrl } = account;
    if (webhookUrl === undefined)
      throw new ProblemError(409, 'no-webhook', 'The number has no webhook URL yet');
    return { ...account, webhookUrl };
  }
}
