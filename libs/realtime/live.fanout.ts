import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { may } from '@sila/access';
import type { LiveResult, LiveQueue } from '@sila/contracts';
import { FactBus, Log } from '@sila/platform';
import { LiveFeed } from './realtime.ports.js';
import { RightsWatcher } from './rights.watcher.js';
import { SocketServer } from './socket.server.js';
import { type ConsoleSocket, hasSocketIn, room } from './socket.types.js';

const EVERY_MS = 1_000;

/**
 * Tells who watches the supervisor's room what is another number now: once a second at most, only the queues that changed, and of
 * their people only those who did.
 */
@Injectable()
export class LiveFanout implements OnApplicationShutdown {
  private readonly leave: () => void;
  private timer: NodeJS.Timeout | undefined;
  private telling = false;
  /** Calls, the list of queues or who is in them are others: who watches reads the whole room again. */
  private reread = false;
  /** What was told last, as it was sent, by the queue's or the person's id. */
  private told = new Map<string, string>();

  constructor(
    private readonly server: SocketServer,
    private readonly rights: RightsWatcher,
    private readonly feed: LiveFeed,
    private readonly log: Log,
    bus: FactBus,
  ) {
    this.leave = bus.hear({
      onFacts: (facts) => void (this.reread ||= facts.some(({ type }) => type === 'call.changed')),
    });
  }

  onApplicationShutdown(): void {
    this.leave();
    clearInterval(this.timer);
  }

  /** Lets a socket follow the room, as far as its person sees queues, and answers with how it is now. */
  async watch(socket: ConsoleSocket, answer: (result: LiveResult) => void): Promise<void> {
    try {
      if (!may(socket.data.staff, 'queue.live')) return answer({ ok: false, code: 'forbidden' });
      await this.rights.admit(socket, socket.data.staff, true);
      this.timer ??= setInterval(() => void this.tell(), EVERY_MS).unref();
      answer({ ok: true, view: await this.feed.view(socket.data.staff) });
    } catch (error) {
      this.log.fail('the live room could not be watched', error);
      answer({ ok: false, code: 'unavailable' });
    }
  }

  async unwatch(socket: ConsoleSocket): Promise<void> {
    await this.rights.admit(socket, socket.data.staff, false);
  }

  private async tell(): Promise<void> {
    if (this.telling) return;
    if (!hasSocketIn(this.server.console, room.live)) return this.rest();
    this.telling = true;
    try {
      await this.tellNews();
    } catch (error) {
      this.log.fail('the live room could not be told', error);
    } finally {
      this.telling = false;
    }
  }

  private async tellNews(): Promise<void> {
    const { at, queues, people } = await this.feed.board();
    const news = new Set(people.filter((person) => this.isNews(person.id, person)).map(({ id }) => id));
    for (const { memberIds, ...queue } of queues) {
      const members = people.filter(({ id }) => news.has(id) && memberIds.includes(id));
      if (this.isNews(queue.id, queue) || members.length > 0)
        this.server.console
          .to([room.liveQueue(queue.id), room.liveEverything])
          .emit('live:changed', { at: at.toISOString(), queue, people: members });
    }
    this.noteQueues(queues);
    if (this.reread) this.server.console.to(room.live).emit('live:reread');
    this.reread = false;
  }

  private noteQueues(queues: readonly LiveQueue[]): void {
    const ids = queues.map(({ id, memberIds }) => [id, ...memberIds].join(' ')).join();
    if (this.told.has('queues') && this.told.get('queues') !== ids) this.reread = true;
    this.told.set('queues', ids);
  }

  private isNews(id: string, what: unknown): boolean {
    const now = JSON.stringify(what);
    if (this.told.get(id) === now) return false;
    this.told.set(id, now);
    return true;
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.told.clear();
  }
}
