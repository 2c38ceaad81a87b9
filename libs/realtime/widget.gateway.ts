import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FactBus, Log } from '@sila/platform';
import { AudienceQueries } from './audience.queries.js';
import { originOf } from './origin.rule.js';
import { VisitorGate } from './realtime.ports.js';
import { allowance } from './socket.allowance.js';
import { letIn } from './socket.door.js';
import { SocketServer } from './socket.server.js';
import { room, socketsIn, type VisitorSocket } from './socket.types.js';

/** One visitor may have this many windows open. */
const MOST_SOCKETS = 8;

/** The visitors' sockets: hear that there is something to fetch, and tell that they type. */
@Injectable()
export class WidgetGateway implements OnApplicationBootstrap {
  constructor(
    private readonly server: SocketServer,
    private readonly gate: VisitorGate,
    private readonly audiences: AudienceQueries,
    private readonly bus: FactBus,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.server.widget.use((socket, next) => void letIn(() => this.signIn(socket), next));
    this.server.widget.on('connection', (socket) => this.welcome(socket));
  }

  /** The token is in the connect packet, never in an address; its chat must stand on this site. */
  private async signIn(socket: VisitorSocket): Promise<boolean> {
    const { token } = socket.handshake.auth as { readonly token?: unknown };
    if (typeof token !== 'string' || token.length > 600) return false;
    const visitor = await this.gate.find(token);
    const origin = originOf(socket.handshake.headers.origin);
    if (!visitor || origin === null) return false;
    if (!(await this.gate.origins(visitor.channelAccountId)).includes(origin)) return false;
    if (socketsIn(this.server.widget, room.visitor(visitor)).length >= MOST_SOCKETS) return false;
    socket.data.visitor = visitor;
    await socket.join(room.visitor(visitor));
    return true;
  }

  private welcome(socket: VisitorSocket): void {
    const mayTell = allowance(5, 10_000);
    socket.on('typing', () => {
      if (mayTell()) this.typing(socket).catch((error: unknown) => this.log.fail('typing was lost', error));
    });
  }

  private async typing({ data: { visitor } }: VisitorSocket): Promise<void> {
    const conversationId = await this.audiences.conversationOfVisitor(
      visitor.channelAccountId,
      visitor.visitorId,
    );
    if (conversationId === null) return;
    this.bus.signal({ kind: 'typing', data: { conversationId, kind: 'visitor', staffId: null } });
  }
}
