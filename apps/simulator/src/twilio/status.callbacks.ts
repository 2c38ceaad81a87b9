import type { StatusCourier } from '../core/status.courier.js';
import { originsFor } from '../core/webhook.sender.js';
import type { TwilioAccount } from './account.kind.js';
import { errorText } from './message.resource.js';
import { headOf, isWhatsapp, type TwilioMessage, type TwilioStatus } from './messages.store.js';
import type { FormParams, WebhookCalls } from './webhook.calls.js';

/** Twilio's status callbacks; each goes to one of the account's targets in turn. */
export class StatusCallbacks {
  private turn = 0;

  constructor(
    private readonly courier: StatusCourier,
    private readonly calls: WebhookCalls,
  ) {}

  /** Resolves once the callback was answered, lost, or put aside for later. */
  async report(account: TwilioAccount, message: TwilioMessage, status: TwilioStatus): Promise<void> {
    const url = message.statusCallback;
    if (url === null) return;
    const params = callbackParams(message, status);
    const send = () => this.calls.send({ account, url, origin: this.nextOrigin(account, url), params });
    await this.courier.report({ head: headOf(message), status, send });
  }

  private nextOrigin(account: TwilioAccount, url: string): string {
    const origins = originsFor(account, url);
    return origins[this.turn++ % origins.length] ?? url;
  }
}

/** The fields of a status callback. Source: twilio.com/docs/messaging/guides/track-outbound-message-status. */
const callbackParams = (message: TwilioMessage, status: TwilioStatus): FormParams => ({
  AccountSid: message.accountSid,
  ApiVersion: '2010-04-01',
  ...(isWhatsapp(message)
    ? { ChannelPrefix: 'whatsapp', ChannelToAddress: message.to.replace(/^whatsapp:/, '') }
    : {}),
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
