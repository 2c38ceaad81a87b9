import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Fact } from '@sila/domain';
import { Clock, FactBus } from '@sila/platform';
import { AudienceQueries } from './audience.queries.js';
import { ConversationFanout } from './conversation.fanout.js';
import { MomentTeller } from './moment.teller.js';
import { SocketServer } from './socket.server.js';
import { room } from './socket.types.js';

/** What is watched is compared with the database this often, should a fact have been lost (promises.md F09, F11). */
const COMPARE_EVERY_MS = 5_000;
/** How far back the lists look after a break of the bus. */
const LOOK_BACK_MS = 15_000;

/** Hears the facts of all processes and tells the sockets of this one. */
@Injectable()
export class FactListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private leave: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private heardAllAt: Date;
  /** True until the lists were compared once after others could be heard again. */
  private wasDeaf = false;

  constructor(
    private readonly bus: FactBus,
    private readonly server: SocketServer,
    private readonly conversations: ConversationFanout,
    private readonly audiences: AudienceQueries,
    private readonly moment: MomentTeller,
    private readonly clock: Clock,
  ) {
    this.heardAllAt = clock.now();
  }

  onApplicationBootstrap(): void {
    this.leave = this.bus.hear({
      onFacts: (facts) => facts.forEach((fact) => this.hear(fact)),
      onSignal: (signal) => this.moment.hear(signal),
      onReconnect: () => void this.compare(),
    });
    this.timer = setInterval(() => void this.compare(), COMPARE_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    this.leave?.();
    clearInterval(this.timer);
  }

  private hear(fact: Fact): void {
    if (fact.type === 'conversation.changed') this.conversations.changed(fact.ids.conversationId, fact.seq);
    if (fact.type === 'call.changed') this.moment.callChanged(fact.ids);
    if (fact.type === 'staff.availability-changed') this.moment.presenceChanged(fact.ids.staffId);
    if (fact.type === 'directory.changed') this.moment.directoryChanged(fact.ids.kind);
  }

  /** Finds what the bus lost: in the conversations being watched always, in the lists while others can't be heard. */
  private async compare(): Promise<void> {
    const since = new Date(this.heardAllAt.getTime() - LOOK_BACK_MS);
    const { rooms } = this.server.console.adapter;
    try {
      const seqs = await this.audiences.seqs(idsOf(rooms.keys(), room.conversation('')));
      for (const [id, seq] of seqs) this.conversations.changed(id, seq);
      if (this.server.console.sockets.size > 0 && (!this.bus.connected || this.wasDeaf))
        for (const { id, seq } of await this.audiences.changedSince(
          idsOf(rooms.keys(), room.queue('')),
          since,
        ))
          this.conversations.changed(id, seq);
      this.wasDeaf = !this.bus.connected;
      if (this.bus.connected) this.heardAllAt = this.clock.now();
    } catch {
      // The database is away: REST says so to everybody, and the next comparison finds what changed.
    }
  }
}

function idsOf(rooms: Iterable<string>, prefix: string): string[] {
  return [...rooms].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
