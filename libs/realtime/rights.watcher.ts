import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { conversationRights, may, SessionService, type SessionStaff } from '@sila/access';
import { FactBus, Log } from '@sila/platform';
import { AudienceQueries, type Route } from './audience.queries.js';
import { SocketServer } from './socket.server.js';
import { type ConsoleSocket, room, socketsIn } from './socket.types.js';

/** How often every open session is asked for again, should a fact have been lost. */
const RECHECK_EVERY_MS = 15_000;
const ASK_AGAIN_MS = 500;
const CONVERSATION = 'conversation:';

/** True when this person may read the conversation that stands there: the one policy of REST and sockets alike. */
export function mayRead(staff: SessionStaff, route: Route): boolean {
  const { queueId, assigneeId, followerIds } = route;
  return conversationRights(staff, { queueId, assigneeId, following: followerIds.includes(staff.id) }).has(
    'read',
  );
}

/**
 * Takes rights away from open sockets (promises.md L: within a second of the commit). A fact about a person makes their
 * sockets prove themselves again: session, queues, and every conversation they watch.
 */
@Injectable()
export class RightsWatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private leave: (() => void) | undefined;
  private readonly waiting = new Set<string>();

  constructor(
    private readonly bus: FactBus,
    private readonly server: SocketServer,
    private readonly sessions: SessionService,
    private readonly audiences: AudienceQueries,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.leave = this.bus.hear({
      onFacts: (facts) => {
        for (const { type, stream } of facts) if (type === 'staff.rights-changed') this.recheckSoon(stream);
      },
      onSignal: ({ kind, data }) => {
        if (kind === 'session-ended' && typeof data['staffId'] === 'string')
          this.recheckSoon(data['staffId']);
      },
      onReconnect: () => this.recheckEverybody(),
    });
    this.timer = setInterval(() => this.recheckEverybody(), RECHECK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    this.leave?.();
    clearInterval(this.timer);
  }

  /** Puts a socket into the rooms its person has a right to, and out of all others; `watchesLive` opens or leaves the supervisor's room. */
  async admit(
    socket: ConsoleSocket,
    staff: SessionStaff,
    watchesLive = socket.data.watchesLive ?? false,
  ): Promise<void> {
    socket.data.staff = staff;
    socket.data.watchesLive = watchesLive;
    const wanted = new Set([...roomsOf(staff), ...(watchesLive ? liveRoomsOf(staff) : [])]);
    const surplus = [...socket.rooms].filter((name) => isStanding(name) && !wanted.has(name));
    for (const name of surplus) await socket.leave(name);
    await socket.join([...wanted]);
  }

  /** A socket is in: what changed between its proof and now is asked once more. */
  entered(socket: ConsoleSocket): void {
    this.recheckSoon(socket.data.staff.id);
  }

  /** Turns out of a conversation's room whoever may no longer read it. Call it before anything is told there. */
  turnOut(route: Route): void {
    for (const socket of socketsIn(this.server.console, room.conversation(route.id)))
      if (!mayRead(socket.data.staff, route)) this.revoke(socket, route.id);
  }

  private recheckEverybody(): void {
    const people = new Set([...this.server.console.sockets.values()].map(({ data }) => data.staff.id));
    for (const id of people) this.recheckSoon(id);
  }

  /** While the database is away nothing can be told either, so nobody is cut off: it is asked until it answers. */
  private recheckSoon(staffId: string): void {
    this.recheck(staffId).catch((error: unknown) => {
      this.log.fail('rights could not be checked again', error);
      this.askAgain(staffId);
    });
  }

  private askAgain(staffId: string): void {
    if (this.waiting.has(staffId)) return;
    this.waiting.add(staffId);
    const again = (): void => {
      this.waiting.delete(staffId);
      this.recheckSoon(staffId);
    };
    setTimeout(again, ASK_AGAIN_MS).unref();
  }

  private async recheck(staffId: string): Promise<void> {
    const sockets = socketsIn(this.server.console, room.staff(staffId));
    if (sockets.length === 0) return;
    this.sessions.forget(staffId);
    const ids = new Set(sockets.map(({ data }) => data.staff.sessionId));
    for (const id of ids) {
      const staff = await this.sessions.findById(id);
      await Promise.all(
        sockets.filter(({ data }) => data.staff.sessionId === id).map((socket) => this.renew(socket, staff)),
      );
    }
  }

  private async renew(socket: ConsoleSocket, staff: SessionStaff | null): Promise<void> {
    if (!staff) return void socket.disconnect(true);
    await this.admit(socket, staff);
    const watched = [...socket.rooms].filter((name) => name.startsWith(CONVERSATION));
    await Promise.all(watched.map((name) => this.keepOrRevoke(socket, name.slice(CONVERSATION.length))));
  }

  private async keepOrRevoke(socket: ConsoleSocket, conversationId: string): Promise<void> {
    const route = await this.audiences.route(conversationId);
    if (!route || !mayRead(socket.data.staff, route)) this.revoke(socket, conversationId);
  }

  private revoke(socket: ConsoleSocket, conversationId: string): void {
    void socket.leave(room.conversation(conversationId));
    socket.emit('revoked', { conversationId });
  }
}

function roomsOf(staff: SessionStaff): string[] {
  return [room.staff(staff.id), ...staff.queueIds.map(room.queue)];
}

function liveRoomsOf(staff: SessionStaff): string[] {
  if (!may(staff, 'queue.live')) return [];
  if (may(staff, 'queue.live-all')) return [room.live, room.liveEverything];
  return [room.live, ...staff.queueIds.map(room.liveQueue)];
}

/** Rooms that follow from who somebody is, unlike those they asked for. */
function isStanding(name: string): boolean {
  return ['queue:', 'staff:', room.live].some((start) => name.startsWith(start));
}
