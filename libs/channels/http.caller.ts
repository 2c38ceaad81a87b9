import { request as httpRequest, Agent as HttpAgent, type ClientRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ChannelError } from './channel.js';

/** One call of a provider's API. */
export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
  /** Longest time for the whole call, connecting included, in milliseconds. */
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Shorter than servers keep idle connections, so that a call rarely meets one that is being closed. */
const IDLE_MS = 4_000;
const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * Makes each call once. It alone can tell what a broken call means for a message, since only it knows whether the
 * whole request had left: before the connection stood, or with a file half read, nothing was sent (`retry`);
 * afterwards nobody knows (`unknown-outcome`). What it throws never holds the address, which may carry a token.
 */
export class HttpCaller {
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
  };

  /** `provider` is its name in the words of errors. */
  constructor(private readonly provider: string) {}

  /** Resolves with any answer, refusals included; throws ChannelError when none came. */
  exchange(call: HttpCall): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const request = this.open(call);
      const connected = watchConnection(request);
      let complete = false;
      const fail = (error: Error): void => reject(this.broken(error, connected() && complete));
      request.once('error', fail);
      request.once('response', (response) => {
        readAll(response).then((text) => resolve(answerOf(response, text)), fail);
      });
      request.once('prefinish', () => (complete = true));
      if (typeof call.body === 'string') request.end(call.body);
      else pipeline(call.body, request).catch(fail);
    });
  }

  /** Ends idle connections. */
  close(): void {
    Object.values(this.agents).forEach((agent) => agent.destroy());
  }

  private open({ url, method, headers, timeoutMs }: HttpCall): ClientRequest {
    const isSecure = url.protocol === 'https:';
    const send = isSecure ? httpsRequest : httpRequest;
    return send(url, {
      method,
      headers,
      agent: this.agents[isSecure ? 'https:' : 'http:'],
      signal: AbortSignal.timeout(timeoutMs),
    });
  }

  private broken(error: Error, hadLeft: boolean): ChannelError {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    if (!hadLeft) return new ChannelError('retry', code, `nothing reached ${this.provider}`);
    return new ChannelError('unknown-outcome', code, `the connection to ${this.provider} broke`);
  }
}

/** Tells whether the request ever had a standing connection, TLS included. */
function watchConnection(request: ClientRequest): () => boolean {
  let connected = false;
  request.once('socket', (socket) => {
    if (!socket.connecting) connected = true;
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => (connected = true));
  });
  return () => connected;
}

function answerOf(response: IncomingMessage, text: string): HttpAnswer {
  return { status: response.statusCode ?? 0, headers: response.headers, text };
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

/** What a body means as JSON; null when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Passes bytes on and fails beyond so many: a file that came in is never larger than its channel says. */
export function cappedAt(most: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > most) done(tooLarge(most));
      else done(null, chunk);
    },
  });
}

/** The refusal of a file that is larger than the channel carries. */
export function tooLarge(most: number): ChannelError {
  return new ChannelError('permanent', 'too-large', `the file is larger than ${most} bytes`);
}
