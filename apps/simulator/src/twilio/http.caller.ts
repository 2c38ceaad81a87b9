import http from 'node:http';
import https from 'node:https';
import type { WebhookAttempt } from '../core/ledger.store.js';

/** One form-encoded POST to make: `url` is what the request names, `origin` who is really connected to. */
export type FormPost = {
  readonly url: string;
  readonly origin: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
};

const keptBytes = 2_000;

/** Makes HTTP calls over kept-alive connections: fast enough for hundreds of webhooks a second. */
export class HttpCaller {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 128 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 128 }),
  };

  /** Never rejects: an error of the network is part of the answer. `body` keeps the answer's first 2,000 characters. */
  post(call: FormPost, attempt: number): Promise<WebhookAttempt> {
    const started = performance.now();
    const finish = (part: Pick<WebhookAttempt, 'status' | 'body' | 'error'>): WebhookAttempt => ({
      url: call.origin,
      attempt,
      ms: Math.round((performance.now() - started) * 10) / 10,
      ...part,
    });
    return new Promise((resolve) => {
      this.exchange(call, (part) => resolve(finish(part)));
    });
  }

  close(): void {
    Object.values(this.agents).forEach((agent) => agent.destroy());
  }

  private exchange(
    call: FormPost,
    done: (part: Pick<WebhookAttempt, 'status' | 'body' | 'error'>) => void,
  ): void {
    const request = this.open(call);
    let connected = false;
    const fail = (error: WebhookAttempt['error']) => done({ status: null, body: '', error });
    const connecting = setTimeout(() => request.destroy(new Error('connect-timeout')), call.connectTimeoutMs);
    const reading = setTimeout(() => request.destroy(new Error('read-timeout')), call.readTimeoutMs);
    const settle = () => [connecting, reading].forEach((timer) => clearTimeout(timer));
    const onConnect = () => {
      connected = true;
      clearTimeout(connecting);
    };
    request.once('socket', (socket) => (socket.connecting ? socket.once('connect', onConnect) : onConnect()));
    request.once('error', (error) => {
      settle();
      fail(errorOf(error, connected));
    });
    request.once('response', (response) => {
      collect(response).then(
        (body) => (settle(), done({ status: response.statusCode ?? 0, body, error: null })),
        (error: unknown) => (settle(), fail(errorOf(error, true))),
      );
    });
    request.end(call.body);
  }

  private open(call: FormPost): http.ClientRequest {
    const signed = new URL(call.url);
    const origin = new URL(call.origin);
    const secure = origin.protocol === 'https:';
    return (secure ? https : http).request({
      agent: this.agents[secure ? 'https:' : 'http:'],
      method: 'POST',
      hostname: origin.hostname.replace(/^\[|\]$/g, ''),
      port: origin.port === '' ? undefined : Number(origin.port),
      path: signed.pathname + signed.search,
      headers: {
        host: signed.host,
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'content-length': String(Buffer.byteLength(call.body)),
        'user-agent': 'TwilioProxy/1.1',
        accept: '*/*',
        ...call.headers,
      },
    });
  }
}

const collect = async (response: http.IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of response) if (text.length < keptBytes) text += String(chunk);
  return text.slice(0, keptBytes);
};

const errorOf = (error: unknown, connected: boolean): WebhookAttempt['error'] => {
  const message = error instanceof Error ? error.message : '';
  if (message === 'connect-timeout' || message === 'read-timeout') return message;
  return connected ? 'reset' : 'connect';
};
