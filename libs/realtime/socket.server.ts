import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Env } from '@sila/config';
import { CONSOLE_NAMESPACE, SOCKET_PATH, WIDGET_NAMESPACE } from '@sila/contracts';
import { ENV, Log } from '@sila/platform';
import { Server } from 'socket.io';
import { consoleOrigins, originOf } from './origin.rule.js';
import { VisitorGate } from './realtime.ports.js';
import type { ConsoleNamespace, VisitorNamespace } from './socket.types.js';

/** Longest packet a client may send, in bytes. */
const MAX_PACKET = 64 * 1024;
/** Consoles come back spread over this many milliseconds when the process ends. */
const DRAIN_JITTER_MS = 5_000;

/**
 * The sockets of one api process: WebSocket only, no adapter (facts cross processes, content does not), no recovery of
 * lost connections (it skips authorisation; clients catch up by seq over REST instead). Source: promises.md §1.1–1.2.
 */
@Injectable()
export class SocketServer implements BeforeApplicationShutdown {
  private server: Server | null = null;
  private readonly ownOrigins: ReadonlySet<string>;

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly visitors: VisitorGate,
    private readonly log: Log,
    @Inject(ENV) env: Env,
  ) {
    this.ownOrigins = consoleOrigins(env.PUBLIC_URL);
  }

  get console(): ConsoleNamespace {
    return this.io.of(CONSOLE_NAMESPACE);
  }

  get widget(): VisitorNamespace {
    return this.io.of(WIDGET_NAMESPACE);
  }

  /** True for the origins on which the console itself stands. */
  isConsoleOrigin(header: string | undefined): boolean {
    const origin = originOf(header);
    return origin !== null && this.ownOrigins.has(origin);
  }

  /** Tells everybody to come back a little later, then closes what is left, all within five seconds. */
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.server) return;
    const drained = [
      ...[...this.console.sockets.values()].map((socket) =>
        drain(socket, (afterMs) => socket.emit('draining', { afterMs })),
      ),
      ...[...this.widget.sockets.values()].map((socket) =>
        drain(socket, (afterMs) => socket.emit('draining', { afterMs })),
      ),
    ];
    await Promise.all(drained);
    this.server.disconnectSockets(true);
    this.server.engine.close();
  }

  /** The server begins to listen with the first use, once Nest has its HTTP server. */
  private get io(): Server {
    return (this.server ??= this.open());
  }

  private open(): Server {
    const http = this.http.httpAdapter.getHttpServer() as HttpServer;
    return new Server(http, {
      path: SOCKET_PATH,
      serveClient: false,
      transports: ['websocket'],
      maxHttpBufferSize: MAX_PACKET,
      perMessageDeflate: false,
      pingInterval: 15_000,
      pingTimeout: 10_000,
      connectTimeout: 10_000,
      allowRequest: (request, answer) => void this.judge(request, answer),
    });
  }

  /** Before anything else: is this a site that may connect at all? Which namespace it wants is not known yet. */
  private async judge(
    request: IncomingMessage,
    answer: (error: string | null | undefined, success: boolean) => void,
  ): Promise<void> {
    try {
      answer(null, await this.isKnownOrigin(request.headers.origin));
    } catch (error) {
      this.log.fail('the origin of a socket could not be judged', error);
      answer('unavailable', false);
    }
  }

  private async isKnownOrigin(header: string | undefined): Promise<boolean> {
    const origin = originOf(header);
    if (origin === null) return false;
    return this.ownOrigins.has(origin) || (await this.visitors.origins(null)).includes(origin);
  }
}

type Closable = {
  once(event: 'disconnect', listener: () => void): unknown;
  disconnect(close: boolean): unknown;
};

/** Says when to come back; resolves when the client has left by itself, or was made to after that time. */
function drain(socket: Closable, say: (afterMs: number) => void): Promise<void> {
  const afterMs = Math.round(Math.random() * DRAIN_JITTER_MS);
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.disconnect(true), afterMs);
    socket.once('disconnect', () => {
      clearTimeout(timer);
      resolve();
    });
    say(afterMs);
  });
}
