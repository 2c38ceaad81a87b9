import { Injectable } from '@nestjs/common';
import type { Typist } from '@sila/contracts';
import type { FactPayloads } from '@sila/domain';
import { Log, type Signal } from '@sila/platform';
import { AudienceQueries } from './audience.queries.js';
import { SocketServer } from './socket.server.js';
import { hasSocketIn, room } from './socket.types.js';
import { StaffNames } from './staff.names.js';

/** What is true only for the moment: typing, presence, that the directory changed. */
@Injectable()
export class MomentTeller {
  /** Since when each person's presence was what it was when it was last told: the fact says only that it may be another. */
  private readonly presence = new Map<string, number>();

  constructor(
    private readonly server: SocketServer,
    private readonly audiences: AudienceQueries,
    private readonly names: StaffNames,
    private readonly log: Log,
  ) {}

  hear({ kind, data }: Signal): void {
    const { conversationId, staffId } = data;
    if (kind === 'presence' && typeof staffId === 'string') this.presenceChanged(staffId);
    if (kind !== 'typing' || typeof conversationId !== 'string') return;
    const how = data['kind'];
    if (how === 'visitor') this.later(this.visitorTypes(conversationId));
    else if ((how === 'reply' || how === 'note') && typeof staffId === 'string')
      this.later(this.colleagueTypes(conversationId, staffId, how));
  }

  presenceChanged(staffId: string): void {
    this.later(this.tellPresence(staffId));
  }

  callChanged({ staffId, ...call }: FactPayloads['call.changed']): void {
    this.server.console.to(room.staff(staffId)).emit('call:changed', call);
  }

  directoryChanged(kind: string): void {
    if (kind === 'staff') this.names.forget();
    this.server.console.emit('directory:changed', { kind });
  }

  private async tellPresence(staffId: string): Promise<void> {
    const { state, since } = await this.audiences.presenceOf(staffId);
    if (this.presence.get(staffId) === since) return;
    this.presence.set(staffId, since);
    this.server.console.emit('presence', { staffId, state });
  }

  private async colleagueTypes(
    conversationId: string,
    staffId: string,
    kind: 'reply' | 'note',
  ): Promise<void> {
    const [who] = await this.names.of([staffId]);
    if (!who) return;
    this.tellWatchers(conversationId, who, kind);
    if (kind === 'reply') await this.tellVisitor(conversationId, who);
  }

  private async visitorTypes(conversationId: string): Promise<void> {
    if (!hasSocketIn(this.server.console, room.conversation(conversationId))) return;
    const who = await this.audiences.contactOf(conversationId);
    if (who) this.tellWatchers(conversationId, who, 'visitor');
  }

  private tellWatchers(conversationId: string, who: Typist, kind: 'reply' | 'note' | 'visitor'): void {
    this.server.console
      .to(room.conversation(conversationId))
      .except(room.staff(who.id))
      .volatile.emit('typing', { conversationId, who, kind });
  }

  /** A visitor reads the first name only. */
  private async tellVisitor(conversationId: string, who: Typist): Promise<void> {
    if (this.server.widget.sockets.size === 0) return;
    const route = await this.audiences.route(conversationId);
    const rooms = (route?.visitors ?? []).map((visitor) => `visitor:${visitor}`);
    const name = who.name.trim().split(/\s+/)[0] ?? '';
    if (rooms.length > 0) this.server.widget.to(rooms).volatile.emit('typing', { name });
  }

  private later(work: Promise<void>): void {
    work.catch((error: unknown) => this.log.fail('a moment could not be told', error));
  }
}
