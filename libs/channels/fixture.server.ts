import { withServer, type ChannelFailure } from './fixture.js';

/** An answer that a provider gives to everything. */
export interface FixedAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Lets `send` meet a provider that gives this answer, in JSON unless the headers say otherwise. */
export function answering<T>(answer: FixedAnswer, send: (baseUrl: string) => Promise<T>): Promise<T> {
  return withServer((_request, response) => {
    response
      .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      .end(answer.body);
  }, send);
}

/** What a provider was asked, as it came over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Lets `send` meet a provider that gives this answer, and tells what it was asked. */
export async function asked<T>(
  answer: FixedAnswer,
  send: (baseUrl: string) => Promise<T>,
): Promise<{ readonly result: T; readonly request: SeenRequest }> {
  let request: SeenRequest = { method: '', path: '', headers: {}, body: '' };
  const result = await withServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url: path = '', headers } = incoming;
      request = { method, path, headers, body: Buffer.concat(chunks).toString() };
      response
        .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        .end(answer.body);
    });
  }, send);
  return { result, request };
}

/** Hands one message to the provider at this address; it waits `timeoutMs` for an answer, long where nothing is said. */
export type SendTo = (baseUrl: string, timeoutMs?: number) => Promise<unknown>;

const LITTLE_PATIENCE_MS = 400;

/** The ways a network fails, and what each means: the same for every provider that is called over HTTP. */
export function networkFailures(send: SendTo): ChannelFailure[] {
  const silence = () => undefined;
  return [
    {
      name: 'nobody listens',
      kind: 'retry',
      code: 'ECONNREFUSED',
      provoke: async () => send(await withServer(silence, async (url) => url)),
    },
    {
      name: 'the connection is cut after the request was written',
      kind: 'unknown-outcome',
      provoke: () =>
        withServer(
          (request) => request.on('end', () => request.socket.destroy()).resume(),
          (url) => send(url),
        ),
    },
    {
      name: 'no answer comes',
      kind: 'unknown-outcome',
      provoke: () => withServer(silence, (url) => send(url, LITTLE_PATIENCE_MS)),
    },
  ];
}
