import { type Channel, channels, type Connection, type Inbound, type RawRequest } from '@sila/channels';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One channel of Sila behind a webhook, without the rest: verifies, answers challenges, and keeps what it understood. */
export interface Door {
  readonly connection: Connection;
  readonly webhookUrl: string;
  readonly heard: readonly Inbound[];
  /** How many requests were refused. */
  refused(): number;
  stop(): Promise<void>;
}

/** Opens the channel of this name; `settings` are those of its account. */
export async function openDoor(name: string, settings: Readonly<Record<string, unknown>>): Promise<Door> {
  const heard: Inbound[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = open(name, settings, `${origin}/hook`);
  const answer = async (request: IncomingMessage) => {
    const raw = await rawOf(origin, request);
    const { webhook } = connection;
    if (!webhook?.verify(raw)) return { status: 403, body: String((refused += 1)) };
    const challenge = webhook.challenge?.(raw);
    if (challenge) return challenge;
    for (const event of webhook.events(raw))
      heard.push(...(await connection.parse({ ...event, request: raw, receivedAt: new Date() })));
    return webhook.reply;
  };
  const stop = async (): Promise<void> => {
    await connection.close?.();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { connection, webhookUrl: `${origin}/hook`, heard, refused: () => refused, stop };
}

function open(name: string, settings: Readonly<Record<string, unknown>>, webhookUrl: string): Connection {
  const channel = channels.find((one) => one.name === name) as Channel;
  return channel.open(channel.settings.parse(settings), {
    accountId: 'account',
    webhookUrl,
    publicUrl: 'https://sila.example',
    now: () => new Date(),
    sign: (purpose, value) => createHmac('sha256', purpose).update(value).digest('base64url'),
  });
}

async function rawOf(origin: string, request: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  const { method = '', url = '' } = request;
  return { method, url: `${origin}${url}`, headers, body: Buffer.concat(chunks) };
}
