import { Injectable } from '@nestjs/common';
import type { ConversationEvent } from '@sila/contracts';
import { Log } from '@sila/platform';
import { AudienceQueries, type Route } from './audience.queries.js';
import { ListFanout } from './list.fanout.js';
import { ConversationFeed } from './realtime.ports.js';
import { mayRead, RightsWatcher } from './rights.watcher.js';
import { SocketServer } from './socket.server.js';
import { hasSocketIn, room, socketsIn } from './socket.types.js';

const PAGE = 200;
/** How many conversations this process remembers how far it told. */
const MOST_REMEMBERED = 20_000;

/** A conversation being told; `upTo` grows while it is. */
interface Telling {
  from: number;
  upTo: number;
}

/** How far a conversation was told, and whether anybody here heard it. */
interface Told {
  readonly seq: number;
  readonly heard: boolean;
}

/**
 * Tells the sockets of this process what changed in conversations. Each change is loaded once, shaped once, serialised
 * once, and sent to whoever watches the conversation, owns or follows it. One conversation is told in seq order;
 * different ones do not wait for each other.
 */
@Injectable()
export class ConversationFanout {
  private readonly told = new Map<string, Told>();
  private readonly telling = new Map<string, Telling>();

  constructor(
    private readonly server: SocketServer,
    private readonly feed: ConversationFeed,
    private readonly audiences: AudienceQueries,
    private readonly rights: RightsWatcher,
    private readonly lists: ListFanout,
    private readonly log: Log,
  ) {}

  /** The conversation has reached this seq. Facts may come twice, late or not at all. */
  changed(conversationId: string, seq: number): void {
    if (this.isAlone()) return void this.told.delete(conversationId);
    const from = Math.min(this.told.get(conversationId)?.seq ?? seq - 1, seq);
    if (from >= seq) return;
    const running = this.telling.get(conversationId);
    if (running) {
      running.upTo = Math.max(running.upTo, seq);
      return;
    }
    const work: Telling = { from, upTo: seq };
    this.telling.set(conversationId, work);
    void this.work(conversationId, work);
  }

  /** Somebody began to watch at this seq: what comes later is told, what was before they read over REST. */
  watchedFrom(conversationId: string, seq: number): void {
    if (!this.told.has(conversationId) && !this.telling.has(conversationId))
      this.remember(conversationId, { seq, heard: true });
  }

  /** Up to which seq the conversation was told here; null when nobody knows. */
  toldUpTo(conversationId: string): number | null {
    return this.told.get(conversationId)?.seq ?? null;
  }

  /** Without a single socket there is nobody to tell and nothing to remember. */
  private isAlone(): boolean {
    return this.server.console.sockets.size === 0 && this.server.widget.sockets.size === 0;
  }

  private async work(conversationId: string, work: Telling): Promise<void> {
    try {
      while (work.from < work.upTo) {
        const target = work.upTo;
        const { seq, heard } = await this.tell(conversationId, work.from);
        work.from = Math.max(seq, target);
        this.remember(conversationId, { seq: work.from, heard });
      }
    } catch (error) {
      this.log.fail('a change could not be told', error, { conversationId });
    } finally {
      this.telling.delete(conversationId);
    }
  }

  /** Tells everything above `after`. Where somebody will probably hear it, both questions are asked at once. */
  private async tell(conversationId: string, after: number): Promise<Told> {
    const [route, early] = await Promise.all([
      this.audiences.route(conversationId),
      this.wasHeard(conversationId) ? this.feed.eventsSince(conversationId, after, PAGE) : null,
    ]);
    if (!route) return { seq: after, heard: false };
    const heard = this.isHeard(route);
    const seq = heard ? await this.tellEvents(route, after, early) : route.seq;
    this.lists.changed(route);
    return { seq, heard };
  }

  private wasHeard(conversationId: string): boolean {
    const watched = hasSocketIn(this.server.console, room.conversation(conversationId));
    return watched || this.told.get(conversationId)?.heard === true;
  }

  private isHeard(route: Route): boolean {
    const heard = this.roomsOf(route).some((name) => hasSocketIn(this.server.console, name));
    return heard || this.visitorRooms(route).length > 0;
  }

  private async tellEvents(
    route: Route,
    after: number,
    early: readonly ConversationEvent[] | null,
  ): Promise<number> {
    let last = after;
    let page = early;
    for (;;) {
      page ??= await this.feed.eventsSince(route.id, last, PAGE);
      await this.emit(route, page);
      last = page.at(-1)?.seq ?? last;
      if (page.length < PAGE) return last;
      page = null;
    }
  }

  /** Who may hear is decided by where the conversation stood at the last of these events, or later; never before. */
  private async emit(known: Route, events: readonly ConversationEvent[]): Promise<void> {
    const last = events.at(-1)?.seq ?? 0;
    const route = last > known.seq ? await this.audiences.route(known.id) : known;
    if (!route || events.length === 0) return;
    this.rights.turnOut(route);
    const rooms = this.roomsOf(route);
    this.server.console.to(rooms).emit('conversation:events', { conversationId: route.id, events });
    const visitors = this.visitorRooms(route);
    if (visitors.length > 0 && events.some(concernsVisitor)) this.server.widget.to(visitors).emit('changed');
  }

  /** The watchers' room, and the owner and followers as far as the policy lets them read. */
  private roomsOf(route: Route): string[] {
    const personal = [route.assigneeId, ...route.followerIds].filter((id) => id !== null);
    const readers = personal.map(room.staff).filter((name) => this.mayHear(name, route));
    return [room.conversation(route.id), ...readers];
  }

  private mayHear(staffRoom: string, route: Route): boolean {
    const [socket] = socketsIn(this.server.console, staffRoom);
    return socket !== undefined && mayRead(socket.data.staff, route);
  }

  private visitorRooms(route: Route): string[] {
    return route.visitors
      .map((visitor) => `visitor:${visitor}`)
      .filter((name) => hasSocketIn(this.server.widget, name));
  }

  private remember(conversationId: string, told: Told): void {
    this.told.delete(conversationId);
    this.told.set(conversationId, told);
    if (this.told.size <= MOST_REMEMBERED) return;
    const [oldest] = this.told.keys();
    if (oldest !== undefined) this.told.delete(oldest);
  }
}

/** Notes, offers between colleagues and their like are none of the visitor's business, not even that there is one. */
function concernsVisitor({ type, message }: ConversationEvent): boolean {
  return type !== 'assigned' && type !== 'hand-over' && message?.direction !== 'note';
}
