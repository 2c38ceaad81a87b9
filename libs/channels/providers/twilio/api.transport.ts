import {
  request as httpRequest,
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import { ChannelError } from '../../channel.js';
import { refusalError, retryAfterMs } from './api.errors.js';

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
  readonly headers: IncomingMessage['headers'];
}

export interface TransportOptions {
  readonly baseUrl: string;
  /** Longest time for one call, connecting included, in milliseconds. */
  readonly timeoutMs: number;
  now(): Date;
}

/**
 * The HTTP client under the twilio library: sends every call to the configured address, once, with a deadline over
 * the whole call. It alone decides what a failure means, since only it knows whether the request had left: before the
 * connection stood nothing was sent (`retry`), afterwards nobody knows (`unknown-outcome`).
 */
export class ApiTransport {
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
  };

  constructor(private readonly options: TransportOptions) {}

  /** Resolves with a success; throws ChannelError for everything else. */
  async request(call: ApiRequest): Promise<ApiResponse> {
    const { response, text } = await this.exchange(call);
    const statusCode = response.statusCode ?? 0;
    const body = parsed(text);
    if (statusCode >= 200 && statusCode < 300 && isResource(body))
      return { statusCode, body, headers: response.headers };
    throw this.failure(statusCode, body, response);
  }

  /** Ends idle connections. */
  close(): void {
    Object.values(this.agents).forEach((agent) => agent.destroy());
  }

  private failure(statusCode: number, body: unknown, response: IncomingMessage): ChannelError {
    const { code, message, status } = errorBody(body);
    const refused = statusCode >= 300 || code !== null;
    if (!refused)
      return new ChannelError('unknown-outcome', 'unreadable-answer', 'Twilio gave an unreadable answer');
    const wait = retryAfterMs(response.headers['retry-after'] ?? null, this.options.now());
    const words = message ?? `Twilio answered ${statusCode}`;
    return refusalError({
      status: statusCode >= 300 ? statusCode : status,
      code,
      message: words,
      retryAfterMs: wait,
    });
  }

  private exchange(call: ApiRequest): Promise<{ response: IncomingMessage; text: string }> {
    return new Promise((resolve, reject) => {
      const { request, payload } = this.open(call);
      const connected = watchConnection(request);
      const fail = (error: Error): void => reject(networkError(error, connected()));
      request.once('error', fail);
      request.once('response', (response) => {
        readAll(response).then((text) => resolve({ response, text }), fail);
      });
      request.end(payload);
    });
  }

  private open(call: ApiRequest): { request: ClientRequest; payload: string } {
    const url = this.addressOf(call);
    const payload = encode(call.data).toString();
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: call.method.toUpperCase(),
      headers: { ...call.headers, ...lengthOf(call, payload) },
      auth: `${call.username ?? ''}:${call.password ?? ''}`,
      agent: this.agents[url.protocol === 'https:' ? 'https:' : 'http:'],
      signal: AbortSignal.timeout(this.options.timeoutMs),
    });
    return { request, payload };
  }

  private addressOf(call: ApiRequest): URL {
    const asked = new URL(call.uri);
    const url = new URL(this.options.baseUrl.replace(/\/$/, '') + asked.pathname + asked.search);
    for (const [name, value] of encode(call.params)) url.searchParams.append(name, value);
    return url;
  }
}

/** Shorter than servers keep idle connections, so that a call rarely meets one that is being closed. */
const IDLE_MS = 4_000;
const LARGEST_ANSWER = 4 * 1024 * 1024;

/** Tells whether the request ever had a standing connection, TLS included. */
function watchConnection(request: ClientRequest): () => boolean {
  let connected = false;
  request.once('socket', (socket) => {
    if (!socket.connecting) connected = true;
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => (connected = true));
  });
  return () => connected;
}

function networkError(error: Error, connected: boolean): ChannelError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (!connected) return new ChannelError('retry', code, `no connection to Twilio: ${error.message}`);
  return new ChannelError('unknown-outcome', code, `the connection to Twilio broke: ${error.message}`);
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
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
