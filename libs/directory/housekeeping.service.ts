import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { RateLimiter, SessionService } from '@sila/access';
import { Log } from '@sila/platform';
import { PresenceService } from './presence.service.js';

const PRESENCE_EVERY_MS = 30_000;
const MOVE_ON_EVERY_MS = 5_000;
const REST_EVERY_MS = 3_600_000;

/**
 * Takes away what time has made untrue: presence of people who left, old sessions and counters. Every process does it,
 * because each time is one cheap statement that has no effect the second time.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private timers: readonly NodeJS.Timeout[] = [];

  constructor(
    private readonly presence: PresenceService,
    private readonly sessions: SessionService,
    private readonly limiter: RateLimiter,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timers = [
      this.every(PRESENCE_EVERY_MS, () => this.presence.sweep()),
      this.every(MOVE_ON_EVERY_MS, () => this.presence.moveOn()),
      this.every(REST_EVERY_MS, () => this.sessions.sweep()),
      this.every(REST_EVERY_MS, () => this.limiter.sweep()),
    ];
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private every(ms: number, work: () => Promise<unknown>): NodeJS.Timeout {
    const run = (): void => {
      work().catch((error: unknown) => this.log.fail('housekeeping failed', error));
    };
    return setInterval(run, ms).unref();
  }
}
