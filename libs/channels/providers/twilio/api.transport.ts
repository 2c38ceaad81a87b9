import { ChannelError } from '../../channel.js';
import { HttpCaller, parsedJson, type HttpAnswer } from '../../http.caller.js';
import { retryAfterMs } from '../../retry.after.js';
import { refusalError } from './api.errors.js';

/** What the twilio library asks its HTTP client for. */
export interface ApiRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: object;
  readonly data?: object;
}

export interface ApiResponse {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: HttpAnswer['headers'];
}

export interface TransportOptions {
  readonly baseUrl: string;
  /** Longest time for one call, connecting included, in milliseconds. */
  readonly timeoutMs: number;
  now(): Date;
}

/** The HTTP client under the twilio library: sends every call to the configured address, and knows what Twilio answers. */
export class ApiTransport {
  private readonly caller = new HttpCaller('Twilio');

  constructor(private readonly options: TransportOptions) {}

  /** Resolves with a success; throws ChannelError for everything else. */
  async request(call: ApiRequest): Promise<ApiResponse> {
    const answer = await this.exchange(call);
    const body = parsedJson(answer.text);
    if (answer.status === 204) return { statusCode: 204, body: null, headers: answer.headers };
    if (answer.status >= 200 && answer.status < 300 && isResource(body))
      return { statusCode: answer.status, body, headers: answer.headers };
    throw this.failure(answer, body);
  }

  /** Ends idle connections. */
  close(): void {
    this.caller.close();
  }

  private failure(answer: HttpAnswer, body: unknown): ChannelError {
    const { code, message, status } = errorBody(body);
    const refused = answer.status >= 300 || code !== null;
    if (!refused)
      return new ChannelError('unknown-outcome', 'unreadable-answer', 'Twilio gave an unreadable answer');
    const wait = retryAfterMs(answer.headers['retry-after'] ?? null, this.options.now());
    const words = message ?? `Twilio answered ${answer.status}`;
    return refusalError({
      status: answer.status >= 300 ? answer.status : status,
      code,
      message: words,
      retryAfterMs: wait,
    });
  }

  private exchange(call: ApiRequest): Promise<HttpAnswer> {
    const body = encode(call.data).toString();
    return this.caller.exchange({
      method: call.method.toUpperCase(),
      url: this.addressOf(call),
      headers: { ...call.headers, ...credentialsOf(call), ...lengthOf(call, body) },
      body,
      timeoutMs: this.options.timeoutMs,
    });
  }

  private addressOf(call: ApiRequest): URL {
    const asked = new URL(call.uri);
    const url = new URL(this.options.baseUrl.replace(/\/$/, '') + asked.pathname + asked.search);
    for (const [name, value] of encode(call.params)) url.searchParams.append(name, value);
    return url;
  }
}

function credentialsOf({ username = '', password = '' }: ApiRequest): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function encode(values: object | undefined): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(values ?? {})) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    items.filter(isWritable).forEach((item) => encoded.append(name, `${item}`));
  }
  return encoded;
}

function isWritable(item: unknown): item is string | number | boolean {
  return typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean';
}

function lengthOf(call: ApiRequest, payload: string): Record<string, string> {
  return call.method.toLowerCase() === 'get' ? {} : { 'Content-Length': String(Buffer.byteLength(payload)) };
}

/** A resource or a list, not an error body that came with a success status. */
function isResource(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && ('sid' in body || 'uri' in body || 'messages' in body);
}

function errorBody(body: unknown): { code: string | null; message: string | null; status: number } {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { code, message, status } = fields;
  return {
    code: typeof code === 'number' || typeof code === 'string' ? String(code) : null,
    message: typeof message === 'string' ? message : null,
    status: typeof status === 'number' ? status : 400,
  };
}
