import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { WebhookAttempt } from './ledger.types.js';

/** One request to make: `url` is what it names, `origin` who is really connected to. */
export type HttpCall = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly origin: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** How much of the answer is kept, in characters; 2,000 where nothing is said. */
  readonly keep?: number | undefined;
};

type Outcome = Pick<WebhookAttempt, 'status' | 'body' | 'error'>;

const keptByDefault = 2_000;

/** Makes HTTP calls over kept-alive connections: fast enough for hundreds of webhooks a second. */
export class HttpCaller {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 128 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 128 }),
  };

  /** Never rejects: an error of the network is part of the answer. `body` keeps as much of the answer as the call says. */
  async call(call: HttpCall, attempt: number): Promise<WebhookAttempt> {
    const started = performance.now();
    const outcome = await this.exchange(call);
    return { url: call.origin, attempt, ms: Math.round((performance.now() - started) * 10) / 10, ...outcome };
  }

  close(): void {
    Object.values(this.agents).forEach((agent) => agent.destroy());
  }

  private async exchange(call: HttpCall): Promise<Outcome> {
    const request = this.open(call);
    const connection = watchConnection(request, call.connectTimeoutMs);
    const reading = setTimeout(() => request.destroy(new Error('read-timeout')), call.readTimeoutMs);
    request.on('error', () => undefined);
    request.end(call.body);
    try {
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      return {
        status: response.statusCode ?? 0,
        body: await collect(response, call.keep ?? keptByDefault),
        error: null,
      };
    } catch (error) {
      if (isStaleSocket(request, error)) return await this.exchange(call);
      return { status: null, body: '', error: errorOf(error, connection.made()) };
    } finally {
      clearTimeout(reading);
      connection.forget();
    }
  }

  private open(call: HttpCall): http.ClientRequest {
    const signed = new URL(call.url);
    const origin = new URL(call.origin);
    const secure = origin.protocol === 'https:';
    return (secure ? https : http).request({
      agent: this.agents[secure ? 'https:' : 'http:'],
      method: call.method,
      hostname: origin.hostname.replace(/^\[|\]$/g, ''),
      port: origin.port === '' ? undefined : Number(origin.port),
      path: signed.pathname + signed.search,
      headers: {
        host: signed.host,
        'content-length': String(Buffer.byteLength(call.body)),
        accept: '*/*',
        ...call.headers,
      },
    });
  }
}

/** Gives up when no connection is made in time. */
const watchConnection = (request: http.ClientRequest, timeoutMs: number) => {
  let connected = false;
  const timer = setTimeout(() => request.destroy(new Error('connect-timeout')), timeoutMs);
  const onConnect = () => {
    connected = true;
    clearTimeout(timer);
  };
  request.once('socket', (socket) => (socket.connecting ? socket.once('connect', onConnect) : onConnect()));
  return { made: () => connected, forget: () => clearTimeout(timer) };
};

/** The other side had closed a kept-alive connection just then: the request never reached anybody. */
const isStaleSocket = (request: http.ClientRequest, error: unknown): boolean =>
  request.reusedSocket && error instanceof Error && 'code' in error && error.code === 'ECONNRESET';

const collect = async (response: http.IncomingMessage, keep: number): Promise<string> => {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) if (text.length < keep) text += String(chunk);
  return text.slice(0, keep);
};

const errorOf = (error: unknown, connected: boolean): WebhookAttempt['error'] => {
  const message = error instanceof Error ? error.message : '';
  if (message === 'connect-timeout' || message === 'read-timeout') return message;
  return connected ? 'reset' : 'connect';
};
