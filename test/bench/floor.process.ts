import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { Server } from 'socket.io';
import { answering, settingOf } from './children.js';
import { signatureOf } from './webhook.js';

/** What the floor does: the least that could give the same result. */
export interface FloorSetting {
  readonly databaseUrl: string;
  readonly pool: number;
  /** Whether sockets are told of what was stored. */
  readonly emits: boolean;
}

export interface FloorReady {
  readonly port: number;
}

/** Emits a text to everybody at once. */
export interface FloorQuestion {
  readonly emit: string;
}

const setting = settingOf<FloorSetting>();
const pool = new Pool({ connectionString: setting.databaseUrl, max: setting.pool });
const http = createServer((request, response) => void answer(request, response));
http.keepAliveTimeout = 60_000;
const io = new Server(http, { transports: ['websocket'], serveClient: false });
io.on('connection', (socket) => void socket.join('everybody'));

await pool.query(
  'CREATE TABLE IF NOT EXISTS floor (id uuid PRIMARY KEY, text text NOT NULL, body bytea NOT NULL, at timestamptz NOT NULL)',
);
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));
answering<FloorQuestion, true>(({ emit }) => {
  io.to('everybody').emit('message', JSON.parse(emit));
  return Promise.resolve(true);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const fields = [...new URLSearchParams(body.toString())];
  if (!isSigned(request, fields)) return void response.writeHead(403).end();
  const text = fields.find(([name]) => name === 'Body')?.[1] ?? '';
  // A single statement is a transaction of its own: the answer comes after its COMMIT.
  await pool.query({
    name: 'floor',
    text: 'INSERT INTO floor (id, text, body, at) VALUES ($1, $2, $3, now())',
    values: [randomUUID(), text, body],
  });
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 0 }).end();
  if (setting.emits) io.to('everybody').emit('message', { text });
}

function isSigned(request: IncomingMessage, fields: readonly (readonly [string, string])[]): boolean {
  const given = Buffer.from(String(request.headers['x-twilio-signature']));
  const expected = Buffer.from(signatureOf(`http://${request.headers.host}${request.url}`, fields));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
