import { Injectable } from '@nestjs/common';
import type { ConversationItem } from '@sila/contracts';
import { Log } from '@sila/platform';
import { AudienceQueries, type Reading, type Route } from './audience.queries.js';
import { ConversationFeed } from './realtime.ports.js';
import { mayRead } from './rights.watcher.js';
import { SocketServer } from './socket.server.js';
import { room, socketsIn } from './socket.types.js';

/** A queue's rows go out at once when it was quiet, then together after this time. */
const BATCH_MS = 40;
const MOST_REMEMBERED = 20_000;

interface Batch {
  readonly routes: Map<string, Route>;
  quietUntil: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Tells the inbox lists which rows changed. Of each batch of a queue there is one form for all members who never opened
 * these conversations, serialised once; only who has read, owns from outside, or follows gets a form of their own.
 */
@Injectable()
export class ListFanout {
  private readonly batches = new Map<string, Batch>();
  /** In which queue each conversation was when it last changed. */
  private readonly queues = new Map<string, string>();

  constructor(
    private readonly server: SocketServer,
    private readonly feed: ConversationFeed,
    private readonly audiences: AudienceQueries,
    private readonly log: Log,
  ) {}

  /** The conversation changed. */
  changed(route: Route): void {
    if (this.server.console.sockets.size === 0) return;
    this.noteQueue(route);
    const batch = this.batchOf(route.queueId);
    batch.routes.set(route.id, route);
    const wait = batch.quietUntil - performance.now();
    if (batch.timer !== null) return;
    if (wait <= 0) this.flush(route.queueId, batch);
    else batch.timer = setTimeout(() => this.flush(route.queueId, batch), wait);
  }

  private batchOf(queueId: string): Batch {
    let batch = this.batches.get(queueId);
    if (!batch) this.batches.set(queueId, (batch = { routes: new Map(), quietUntil: 0, timer: null }));
    return batch;
  }

  private flush(queueId: string, batch: Batch): void {
    const routes = [...batch.routes.values()];
    batch.routes.clear();
    batch.timer = null;
    batch.quietUntil = performance.now() + BATCH_MS;
    if (routes.length > 0) this.later(this.tell(queueId, routes));
  }

  private async tell(queueId: string, routes: readonly Route[]): Promise<void> {
    const ids = routes.map(({ id }) => id);
    const members = this.peopleIn(room.queue(queueId));
    const guests = this.guestsOf(routes, members);
    if (members.size === 0 && guests.size === 0) return;
    const people = [...new Set([...members, ...guests])];
    const [loaded, readings] = await Promise.all([
      this.feed.neutralItems(ids),
      this.audiences.readings(people, ids),
    ]);
    const rows = loaded.filter((row) => standsAs(row, routes));
    const personal = personalIds(routes, readings, guests);
    if (rows.length === 0) return;
    this.server.console
      .to(room.queue(queueId))
      .except([...personal].map(room.staff))
      .emit('list:changed', { items: rows, gone: [] });
    for (const staffId of personal) this.tellOne(staffId, rows, routes, readings);
  }

  private tellOne(
    staffId: string,
    rows: readonly ConversationItem[],
    routes: readonly Route[],
    readings: readonly Reading[],
  ): void {
    const [socket] = socketsIn(this.server.console, room.staff(staffId));
    if (!socket) return;
    const visible = new Map(
      routes.filter((route) => mayRead(socket.data.staff, route)).map((route) => [route.id, route]),
    );
    const own = new Map(
      readings.filter((each) => each.staffId === staffId).map((each) => [each.conversationId, each]),
    );
    const items = rows
      .filter(({ id }) => visible.has(id))
      .map((row) => ({
        ...row,
        readSeq: own.get(row.id)?.readSeq ?? row.readSeq,
        unread: own.get(row.id)?.unread ?? row.unread,
        following: visible.get(row.id)?.followerIds.includes(staffId) ?? false,
      }));
    if (items.length > 0)
      this.server.console.to(room.staff(staffId)).emit('list:changed', { items, gone: [] });
  }

  /** Owners and followers who are connected here and not members of the queue. */
  private guestsOf(routes: readonly Route[], members: ReadonlySet<string>): Set<string> {
    const guests = routes.flatMap(({ assigneeId, followerIds }) =>
      assigneeId ? [assigneeId, ...followerIds] : followerIds,
    );
    return new Set(
      guests.filter((id) => !members.has(id) && socketsIn(this.server.console, room.staff(id)).length > 0),
    );
  }

  private peopleIn(name: string): Set<string> {
    return new Set(socketsIn(this.server.console, name).map(({ data }) => data.staff.id));
  }

  /** A conversation that is in another queue than before left some people's lists. */
  private noteQueue(route: Route): void {
    const before = this.queues.get(route.id);
    this.queues.delete(route.id);
    this.queues.set(route.id, route.queueId);
    const [oldest] = this.queues.keys();
    if (this.queues.size > MOST_REMEMBERED && oldest !== undefined) this.queues.delete(oldest);
    if (before === route.queueId) return;
    const previous = before === undefined ? this.audiences.previousQueue(route.id) : Promise.resolve(before);
    this.later(previous.then((queueId) => this.tellWhoLost(route, queueId)));
  }

  /** Whoever could see it where it was and can't where it is now. */
  private tellWhoLost(route: Route, queueId: string | null): void {
    if (queueId === null || queueId === route.queueId) return;
    for (const socket of socketsIn(this.server.console, room.queue(queueId)))
      if (!mayRead(socket.data.staff, route)) socket.emit('list:changed', { items: [], gone: [route.id] });
  }

  private later(work: Promise<void>): void {
    work.catch((error: unknown) => this.log.fail('a list could not be told', error));
  }
}

/** False for a row that moved on while it was loaded: its next change tells those who may see it then. */
function standsAs(row: ConversationItem, routes: readonly Route[]): boolean {
  const route = routes.find(({ id }) => id === row.id);
  return route?.queueId === row.queueId && route.assigneeId === (row.assignee?.id ?? null);
}

/** Who needs a form of their own. */
function personalIds(
  routes: readonly Route[],
  readings: readonly Reading[],
  guests: ReadonlySet<string>,
): ReadonlySet<string> {
  const followers = routes.flatMap(({ followerIds }) => followerIds);
  return new Set([...guests, ...followers, ...readings.map(({ staffId }) => staffId)]);
}
