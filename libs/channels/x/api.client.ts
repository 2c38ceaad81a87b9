import { ChannelError, type Accepted, type Address, type ChannelContext, type Outbound } from '../channel.js';
import { HttpCaller, parsedJson, type HttpAnswer } from '../http.caller.js';
import type { AccountSettings } from './account.settings.js';
import { refusalError } from './api.errors.js';
import { momentAt, oauthHeader } from './oauth.header.js';

/** Most characters of one direct message. Source: docs.x.com, "Manage Direct Messages". */
export const LONGEST_TEXT = 10_000;

const CALL_TIMEOUT_MS = 15_000;

type Fields = Readonly<Record<string, unknown>>;

/** Calls X in the name of the association's account. */
export class ApiClient {
  private readonly caller = new HttpCaller('X');

  constructor(
    private readonly settings: AccountSettings,
    private readonly context: Pick<ChannelContext, 'now'>,
    private readonly timeoutMs: number = CALL_TIMEOUT_MS,
  ) {}

  /** Sends a direct message. Resolves when X took it; X reports nothing further. */
  async send(message: Outbound): Promise<Accepted> {
    refuseWhatIsNotCarried(message);
    const path = `/2/dm_conversations/with/${participantOf(message.to)}/messages`;
    const data = fieldsOf((await this.call('POST', path, { text: message.text }))['data']);
    const id = data['dm_event_id'];
    if (typeof id !== 'string') throw unreadable();
    return { providerId: id, status: 'sent' };
  }

  /** Asks who we are: proves the keys, and that they are of the account that is set. */
  async check(): Promise<void> {
    const data = fieldsOf((await this.call('GET', '/2/users/me'))['data']);
    if (data['id'] !== this.settings.userId)
      throw new ChannelError(
        'auth',
        'other-account',
        'the access token is of another account than the user id',
      );
  }

  close(): void {
    this.caller.close();
  }

  private async call(method: 'GET' | 'POST', path: string, body?: object): Promise<Fields> {
    const url = new URL(this.settings.apiBaseUrl.replace(/\/$/, '') + path);
    const text = body === undefined ? '' : JSON.stringify(body);
    const now = this.context.now();
    const answer = await this.caller.exchange({
      method,
      url,
      headers: {
        Authorization: oauthHeader(method, url, this.settings, momentAt(now)),
        ...(text === ''
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }),
      },
      body: text,
      timeoutMs: this.timeoutMs,
    });
    return this.success(answer);
  }

  private success(answer: HttpAnswer): Fields {
    const body = fieldsOf(parsedJson(answer.text));
    if (answer.status >= 300) throw refusalError(answer, body, this.context.now());
    if ('data' in body) return body;
    if (Array.isArray(body['errors']))
      throw refusalError({ ...answer, status: 400 }, body, this.context.now());
    throw unreadable();
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function unreadable(): ChannelError {
  return new ChannelError('unknown-outcome', 'unreadable-answer', 'X gave an unreadable answer');
}

function participantOf(to: Address): string {
  if (to.kind === 'x-user') return encodeURIComponent(to.value);
  throw new ChannelError('permanent', 'address', `X can't reach an address of kind ${to.kind}`);
}

function refuseWhatIsNotCarried({ text, attachments, template }: Outbound): void {
  if (template) throw new ChannelError('permanent', 'template', 'X knows no templates');
  if (attachments.length > 0) throw new ChannelError('permanent', 'files', 'files are not sent through X');
  if (text === '') throw new ChannelError('permanent', 'empty', 'the message is empty');
  if (text.length > LONGEST_TEXT)
    throw new ChannelError('permanent', 'too-long', `X takes ${LONGEST_TEXT} characters`);
}
