import { ChannelError, type Accepted, type Address, type ChannelContext, type Outbound } from '../channel.js';
import { HttpCaller, parsedJson, type HttpAnswer } from '../http.caller.js';
import type { AccountSettings } from './account.settings.js';
import { refusalError, type Refusal } from './api.errors.js';
import type { CallbackAddress } from './callback.address.js';
import { statusOf } from './parse.js';

/** Most characters that we hand over at once: ten Arabic parts, which every operator joins. */
export const LONGEST_TEXT = 670;

const CALL_TIMEOUT_MS = 15_000;
/** Unifonic's class for answers to people, as Saudi rules ask for one: 3 is "services". */
const SERVICES = '3';

/** Hands messages over to Unifonic. Source: docs.unifonic.com/reference/sms-api. */
export class MessageSender {
  private readonly caller = new HttpCaller('Unifonic');

  constructor(
    private readonly settings: AccountSettings,
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly callback: CallbackAddress,
    private readonly timeoutMs: number = CALL_TIMEOUT_MS,
  ) {}

  /** Resolves when Unifonic took the message. It may still fail later: that comes as a report. */
  async send(message: Outbound): Promise<Accepted> {
    refuseWhatIsNotCarried(message);
    const body = this.formOf(message).toString();
    const answer = await this.caller.exchange({
      method: 'POST',
      url: new URL(`${this.settings.apiBaseUrl.replace(/\/$/, '')}/rest/SMS/messages`),
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
        'Content-Length': String(Buffer.byteLength(body)),
      },
      body,
      timeoutMs: this.timeoutMs,
    });
    return this.acceptedBy(answer);
  }

  close(): void {
    this.caller.close();
  }

  private formOf({ to, text, messageId }: Outbound): URLSearchParams {
    return new URLSearchParams({
      AppSid: this.settings.appSid,
      SenderID: this.settings.senderId,
      Recipient: recipientDigits(to),
      Body: text,
      MessageType: SERVICES,
      responseType: 'JSON',
      CorrelationID: messageId,
      statusCallback: this.callback.of(messageId),
    });
  }

  private acceptedBy(answer: HttpAnswer): Accepted {
    const { isTaken, refusal, providerId, status } = understood(answer);
    if (refusal) throw refusalError(answer, refusal, this.context.now());
    if (!isTaken || providerId === null)
      throw new ChannelError('unknown-outcome', 'unreadable-answer', 'Unifonic gave an unreadable answer');
    const reported = statusOf(status ?? '');
    if (reported === 'failed')
      throw new ChannelError('permanent', 'rejected', 'Unifonic rejected the message');
    return { providerId, status: reported === 'sent' || reported === 'delivered' ? reported : 'accepted' };
  }
}

interface Understood {
  readonly isTaken: boolean;
  readonly refusal: Refusal | null;
  readonly providerId: string | null;
  readonly status: string | null;
}

/** `success` is written as a boolean on one of Unifonic's pages and as a word on another. */
function understood({ status, text }: HttpAnswer): Understood {
  const body = fieldsOf(parsedJson(text));
  const data = fieldsOf(body['data']);
  const isTaken = status < 300 && String(body['success']) === 'true';
  const isRefused = status >= 300 || String(body['success']) === 'false';
  const message = textOf(body['message']) ?? `Unifonic answered ${status}`;
  return {
    isTaken,
    refusal: isRefused ? { code: textOf(body['errorCode']), message } : null,
    providerId: textOf(data['MessageID']),
    status: textOf(data['Status']),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** In international form without plus or zeros. */
function recipientDigits(to: Address): string {
  if (to.kind === 'phone') return to.value.replace(/^\+/, '');
  throw refused('address', `SMS can't reach an address of kind ${to.kind}`);
}

function refuseWhatIsNotCarried({ text, attachments, template }: Outbound): void {
  if (template) throw refused('template', 'SMS knows no templates');
  if (attachments.length > 0) throw refused('files', 'SMS carries no files');
  if (text === '') throw refused('empty', 'the message is empty');
  if (text.length > LONGEST_TEXT) throw refused('too-long', `one SMS takes ${LONGEST_TEXT} characters`);
}

function refused(code: string, message: string): ChannelError {
  return new ChannelError('permanent', code, message);
}
