import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Audit } from '@sila/access';
import type { Env } from '@sila/config';
import { poolOf, sqlOf, type Sql } from '@sila/database';
import { Clock, ENV } from '@sila/platform';
import type { DataSource } from 'typeorm';
import type { Route } from './audience.queries.js';
import type { ConsoleSocket } from './socket.types.js';

/** One person's following of one conversation is written down once in this time, however often the screen reconnects. */
const ONCE_IN_MS = 600_000;
const MOST_REMEMBERED = 20_000;

/** Following a conversation outside one's own is a read, and is written down like one (security.md §3). */
@Injectable()
export class WatchAudit {
  private readonly noted = new Map<string, number>();
  private readonly sql: Sql;

  constructor(
    @InjectDataSource() source: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Call it before the first event is handed over; it throws when nothing can be written. */
  async note(socket: ConsoleSocket, route: Route): Promise<void> {
    const { id, role } = socket.data.staff;
    const key = `${id} ${route.id}`;
    const now = this.clock.now().getTime();
    if (route.assigneeId === id || now - (this.noted.get(key) ?? 0) < ONCE_IN_MS) return;
    const by = { id, role, peer: this.peerOf(socket), requestId: null };
    await this.audit.append(this.sql, by, {
      action: 'conversation.watch',
      objectKind: 'conversation',
      objectId: route.id,
    });
    if (this.noted.size >= MOST_REMEMBERED) this.noted.clear();
    this.noted.set(key, now);
  }

  /** The address behind as many proxies as are trusted; what a client claims beyond them counts for nothing. */
  private peerOf({ handshake }: ConsoleSocket): string {
    const claimed = [handshake.headers['x-forwarded-for'] ?? []].flat().join();
    const hops = [...claimed.split(',').map((hop) => hop.trim()), handshake.address].filter(
      (hop) => hop !== '',
    );
    return hops[Math.max(0, hops.length - 1 - this.env.TRUSTED_PROXIES)] ?? handshake.address;
  }
}
