import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PresenceService } from '@sila/directory';
import { Clock, Log } from '@sila/platform';
import { AudienceQueries } from './audience.queries.js';
import { SocketServer } from './socket.server.js';

/** How often people with an open console are marked as seen. */
const EVERY_MS = 20_000;

/** Keeps the presence of everybody alive who has a console open here. */
@Injectable()
export class PresenceKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: SocketServer,
    private readonly audiences: AudienceQueries,
    private readonly presences: PresenceService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.touch(this.everybody()), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Somebody's console connected. */
  arrived(staffId: string): void {
    this.touch([staffId]);
  }

  /** Somebody did something in their console. */
  active(staffId: string): void {
    this.presences
      .active(staffId)
      .catch((error: unknown) => this.log.fail('activity could not be kept', error));
  }

  private everybody(): string[] {
    return [...new Set([...this.server.console.sockets.values()].map(({ data }) => data.staff.id))];
  }

  private touch(staffIds: readonly string[]): void {
    this.audiences
      .touchPresence(staffIds, this.clock.now())
      .catch((error: unknown) => this.log.fail('presence could not be kept', error));
  }
}
