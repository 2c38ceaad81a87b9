import { expect } from '@jest/globals';
import { connect, type Socket as TcpSocket } from 'node:net';
import { eventually } from './eventually.js';

/** A console on a bare TCP connection that watches a conversation and then reads nothing more. */
export async function stuckConsole(
  url: string,
  { cookie }: { cookie: string },
  id: string,
): Promise<{ isGone(): boolean }> {
  const { host, hostname, port, origin } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let gone = false;
  socket.on('close', () => (gone = true));
  socket.on('error', () => (gone = true));
  const seen = collecting(socket);
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2lsYSBzaWxhIHNpbGEgIQ==\r\n\r\n',
  );
  await eventually(() => expect(seen()).toContain('"sid"'));
  socket.write(frame('40/console,'));
  await eventually(() => expect(seen()).toContain('40/console,{'));
  socket.write(frame(`42/console,1["watch",{"conversationId":"${id}"}]`));
  await eventually(() => expect(seen()).toContain('43/console,1[{"ok":true'));
  socket.removeAllListeners('data');
  socket.pause();
  return {
    // Whether the other side has let go shows only to somebody who writes.
    isGone: () => {
      if (!gone) socket.write(frame('3'));
      return gone;
    },
  };
}

function collecting(socket: TcpSocket): () => string {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  return () => text;
}

/** One masked text frame of a WebSocket (RFC 6455 §5.2), with a mask of zeros. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header =
    payload.length < 126
      ? [0x81, 0x80 | payload.length]
      : [0x81, 0xfe, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), payload]);
}
