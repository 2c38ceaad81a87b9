import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SessionService, sessionTokenOf } from '@sila/access';
import type { Env } from '@sila/config';
import { ENV } from '@sila/platform';
import { ConversationWatch, NOT_FOUND } from './conversation.watch.js';
import { LiveFanout } from './live.fanout.js';
import { PresenceKeeper } from './presence.keeper.js';
import { RightsWatcher } from './rights.watcher.js';
import { letIn } from './socket.door.js';
import { SocketServer } from './socket.server.js';
import { type ConsoleSocket, room, socketsIn } from './socket.types.js';
import { allowance } from './socket.allowance.js';

/** One person may have this many consoles open. */
const MOST_SOCKETS = 40;

/** The consoles' sockets: who they are, what they watch, that they type. Nothing is changed here: that is REST's. */
@Injectable()
export class ConsoleGateway implements OnApplicationBootstrap {
  constructor(
    private readonly server: SocketServer,
    private readonly sessions: SessionService,
    private readonly rights: RightsWatcher,
    private readonly presence: PresenceKeeper,
    private readonly watching: ConversationWatch,
    private readonly live: LiveFanout,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    this.server.console.use((socket, next) => void letIn(() => this.signIn(socket), next));
    this.server.console.on('connection', (socket) => this.welcome(socket));
  }

  /** The session cookie is the proof, and the site must be the console's own. */
  private async signIn(socket: ConsoleSocket): Promise<boolean> {
    const { origin, cookie } = socket.handshake.headers;
    const token = sessionTokenOf(cookie, this.env);
    if (token === null || !this.server.isConsoleOrigin(origin)) return false;
    const staff = await this.sessions.find(token);
    if (!staff) return false;
    if (socketsIn(this.server.console, room.staff(staff.id)).length >= MOST_SOCKETS) return false;
    await this.rights.admit(socket, staff);
    return true;
  }

  private welcome(socket: ConsoleSocket): void {
    const mayAsk = allowance(60, 10_000);
    const mayTellActive = allowance(2, 60_000);
    this.presence.arrived(socket.data.staff.id);
    this.rights.entered(socket);
    socket.on('watch', (message, answer) => {
      if (typeof answer !== 'function') return;
      if (mayAsk()) void this.watching.watch(socket, message, answer);
      else answer(NOT_FOUND);
    });
    socket.on('unwatch', (message) => this.watching.unwatch(socket, message));
    socket.on('live:watch', (answer) => {
      if (typeof answer !== 'function') return;
      if (mayAsk()) void this.live.watch(socket, answer);
      else answer({ ok: false, code: 'unavailable' });
    });
    socket.on('live:unwatch', () => void this.live.unwatch(socket));
    socket.on('typing', (message) => mayAsk() && this.watching.typing(socket, message));
    socket.on('active', () => mayTellActive() && this.presence.active(socket.data.staff.id));
    socket.on('disconnecting', () => this.watching.left(socket));
  }
}
