import type { TwilioAccount } from '../core/accounts.store.js';
import type { Fault, FaultsBoard } from '../core/faults.board.js';
import type { LedgerStore } from '../core/ledger.store.js';
import type { TimersSet } from '../core/timers.set.js';
import { errorText } from './message.resource.js';
import type { TwilioMessage, TwilioStatus } from './messages.store.js';
import { type FormParams, originsFor, type WebhookSender } from './webhook.sender.js';

type Report = {
  readonly account: TwilioAccount;
  readonly message: TwilioMessage;
  readonly status: TwilioStatus;
  readonly params: FormParams;
};

const misbehaviours = [
  'lost-callback',
  'shuffle-callbacks',
  'duplicate-callbacks',
  'delay-callbacks',
] as const;
const defaultShuffleMs = 400;
const defaultDelayMs = 3_000;

/** Tells Sila how far a message came, as faithfully or as badly as the programmed faults want. */
export class CallbackCourier {
  private readonly shuffled = new Map<string, Report[]>();
  private turn = 0;

  constructor(
    private readonly sender: WebhookSender,
    private readonly faults: FaultsBoard,
    private readonly ledger: LedgerStore,
    private readonly timers: TimersSet,
  ) {}

  /** Resolves once the callback was answered, lost, or put aside for later. */
  async report(account: TwilioAccount, message: TwilioMessage, status: TwilioStatus): Promise<void> {
    if (message.statusCallback === null) return;
    const report = { account, message, status, params: callbackParams(message, status) };
    if (this.shuffled.has(message.sid)) return this.putAside(report, defaultShuffleMs);
    const fault = this.faults.take(misbehaviours, { to: message.to, status });
    if (fault) return this.misbehave(report, fault);
    await this.deliver(report, 'delivered');
  }

  private async misbehave(report: Report, fault: Fault<(typeof misbehaviours)[number]>): Promise<void> {
    switch (fault.kind) {
      case 'lost-callback':
        this.note(report, 'lost');
        return;
      case 'shuffle-callbacks':
        return this.putAside(report, fault.ms ?? defaultShuffleMs);
      case 'delay-callbacks':
        this.timers.after(fault.ms ?? defaultDelayMs, () => this.deliver(report, 'delayed'));
        return;
      case 'duplicate-callbacks':
        await Promise.all([this.deliver(report, 'delivered'), this.deliver(report, 'duplicate')]);
    }
  }

  /** Holds a message's callbacks back for a while, then sends them in an order that is surely not the true one. */
  private putAside(report: Report, ms: number): void {
    const waiting = this.shuffled.get(report.message.sid);
    if (waiting) {
      waiting.push(report);
      return;
    }
    this.shuffled.set(report.message.sid, [report]);
    this.timers.after(ms, async () => {
      const reports = this.shuffled.get(report.message.sid) ?? [];
      this.shuffled.delete(report.message.sid);
      for (const late of reports.toReversed()) await this.deliver(late, 'shuffled');
    });
  }

  private async deliver(report: Report, outcome: string): Promise<void> {
    const { account, message, params } = report;
    const url = message.statusCallback ?? '';
    const origins = originsFor(account, url);
    const origin = origins[this.turn++ % origins.length] ?? url;
    const attempts = await this.sender.send({ account, url, origin, params });
    this.note(report, outcome, attempts);
  }

  private note(
    report: Report,
    outcome: string,
    attempts: Awaited<ReturnType<WebhookSender['send']>> = [],
  ): void {
    this.ledger.write({
      kind: 'status',
      channel: 'whatsapp',
      direction: 'outbound',
      messageId: report.message.sid,
      from: report.message.from,
      to: report.message.to,
      status: report.status,
      outcome,
      attempts,
    });
  }
}

/** The fields of a WhatsApp status callback. Source: twilio.com/docs/messaging/guides/track-outbound-message-status. */
const callbackParams = (message: TwilioMessage, status: TwilioStatus): FormParams => ({
  AccountSid: message.accountSid,
  ApiVersion: '2010-04-01',
  ChannelPrefix: 'whatsapp',
  ChannelToAddress: message.to.replace(/^whatsapp:/, ''),
  From: message.from,
  MessageSid: message.sid,
  MessageStatus: status,
  SmsSid: message.sid,
  SmsStatus: status,
  To: message.to,
  ...(message.messagingServiceSid === null ? {} : { MessagingServiceSid: message.messagingServiceSid }),
  ...(status === 'read' ? { EventType: 'READ' } : {}),
  ...(status === 'failed' || status === 'undelivered' ? failureParams(message.errorCode ?? 63005) : {}),
});

const failureParams = (code: number): FormParams => ({
  ErrorCode: String(code),
  ErrorMessage: errorText(code),
  ChannelStatusMessage: errorText(code),
});
