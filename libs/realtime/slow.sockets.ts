import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '@sila/platform';
import { SocketServer } from './socket.server.js';
import type { ConsoleSocket, VisitorSocket } from './socket.types.js';

/** What may wait for one socket before it is dropped (promises.md §3.6). */
const MOST_BYTES = 1024 * 1024;
const MOST_EVENTS = 500;
const LOOK_EVERY_MS = 200;

/** The part of Engine.IO's socket in which packets wait for a slow line; its typings hide it. */
interface Backlog {
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: { readonly socket?: { readonly bufferedAmount: number; terminate(): void } };
}

/**
 * Drops sockets that can't keep up, so that one slow line costs nobody else memory or time. The client connects again and
 * reads what it missed over REST.
 */
@Injectable()
export class SlowSockets implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: SocketServer,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const socket of this.server.console.sockets.values()) if (isBehind(socket)) this.drop(socket);
    for (const socket of this.server.widget.sockets.values()) if (isBehind(socket)) this.drop(socket);
  }

  /** The word goes behind all that waits, so most never read it; the cut line tells them the same. */
  private drop(socket: ConsoleSocket | VisitorSocket): void {
    this.log.info('a slow socket was dropped', { socket: socket.id });
    if (socket.nsp === this.server.console) (socket as ConsoleSocket).emit('resync');
    socket.disconnect(true);
    backlogOf(socket).transport.socket?.terminate();
  }
}

function isBehind(socket: ConsoleSocket | VisitorSocket): boolean {
  const { writeBuffer, transport } = backlogOf(socket);
  if (writeBuffer.length > MOST_EVENTS) return true;
  const queued = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return queued + (transport.socket?.bufferedAmount ?? 0) > MOST_BYTES;
}

function backlogOf(socket: ConsoleSocket | VisitorSocket): Backlog {
  return socket.conn as unknown as Backlog;
}
