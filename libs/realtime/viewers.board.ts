import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Typist } from '@sila/contracts';
import { FactBus, Log, type Signal } from '@sila/platform';
import { SocketServer } from './socket.server.js';
import { room, socketsIn } from './socket.types.js';
import { StaffNames } from './staff.names.js';

/** Comings and goings of a moment are told together. */
const TELL_AFTER_MS = 50;
/** What another process said of its viewers is believed this long; it says so again before. */
const BELIEVED_MS = 45_000;
const REPEAT_EVERY_MS = 20_000;
/** More names than this say nothing. */
const MOST_NAMES = 30;

interface Elsewhere {
  readonly staffIds: readonly string[];
  readonly until: number;
}

/** Who has which conversation open, over all processes (capability "who else is looking"). */
@Injectable()
export class ViewersBoard implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly elsewhere = new Map<string, Map<string, Elsewhere>>();
  private readonly due = new Map<string, { readonly timer: NodeJS.Timeout; announce: boolean }>();
  private leave: (() => void) | undefined;
  private repeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: FactBus,
    private readonly server: SocketServer,
    private readonly names: StaffNames,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.leave = this.bus.hear({ onSignal: (signal) => this.hear(signal) });
    this.repeat = setInterval(() => this.repeatAll(), REPEAT_EVERY_MS);
    this.repeat.unref();
  }

  onApplicationShutdown(): void {
    this.leave?.();
    clearInterval(this.repeat);
    for (const { timer } of this.due.values()) clearTimeout(timer);
  }

  /** Somebody of this process came to the conversation or left it. */
  changedHere(conversationId: string): void {
    this.tellSoon(conversationId, true);
  }

  /** Everybody who has it open, but the one who asks. */
  async viewers(conversationId: string, but: string): Promise<Typist[]> {
    return (await this.all(conversationId)).filter(({ id }) => id !== but);
  }

  private async all(conversationId: string): Promise<Typist[]> {
    const others = [...(this.elsewhere.get(conversationId)?.values() ?? [])].filter(
      ({ until }) => until > Date.now(),
    );
    const ids = new Set([...this.here(conversationId), ...others.flatMap(({ staffIds }) => staffIds)]);
    return this.names.of([...ids].slice(0, MOST_NAMES));
  }

  private here(conversationId: string): string[] {
    const sockets = socketsIn(this.server.console, room.conversation(conversationId));
    return [...new Set(sockets.map(({ data }) => data.staff.id))];
  }

  private tellSoon(conversationId: string, announce: boolean): void {
    const waiting = this.due.get(conversationId);
    if (waiting) {
      waiting.announce ||= announce;
      return;
    }
    const timer = setTimeout(() => {
      const announceNow = this.due.get(conversationId)?.announce ?? false;
      this.due.delete(conversationId);
      if (announceNow) this.announce(conversationId, true);
      this.tell(conversationId).catch((error: unknown) => this.log.fail('viewers could not be told', error));
    }, TELL_AFTER_MS);
    this.due.set(conversationId, { timer, announce });
  }

  private async tell(conversationId: string): Promise<void> {
    const all = await this.all(conversationId);
    for (const socket of socketsIn(this.server.console, room.conversation(conversationId))) {
      const viewers = all.filter(({ id }) => id !== socket.data.staff.id);
      socket.emit('viewers', { conversationId, viewers });
    }
  }

  private announce(conversationId: string, asks: boolean): void {
    const staffIds = this.here(conversationId).slice(0, MOST_NAMES);
    this.bus.signal({ kind: 'viewing', data: { conversationId, at: this.bus.origin, asks, staffIds } });
  }

  private hear({ kind, data }: Signal): void {
    const { conversationId, at, staffIds, asks } = data;
    if (kind !== 'viewing' || at === this.bus.origin) return;
    if (typeof conversationId !== 'string' || typeof at !== 'string' || !Array.isArray(staffIds)) return;
    const before = this.elsewhere.get(conversationId)?.get(at)?.staffIds ?? [];
    this.note(conversationId, at, staffIds);
    if (this.here(conversationId).length === 0) return;
    if (asks === true) this.announce(conversationId, false);
    if (before.join() !== staffIds.join()) this.tellSoon(conversationId, false);
  }

  private note(conversationId: string, at: string, staffIds: readonly string[]): void {
    const processes = this.elsewhere.get(conversationId) ?? new Map<string, Elsewhere>();
    if (staffIds.length > 0) processes.set(at, { staffIds, until: Date.now() + BELIEVED_MS });
    else processes.delete(at);
    if (processes.size > 0) this.elsewhere.set(conversationId, processes);
    else this.elsewhere.delete(conversationId);
  }

  private repeatAll(): void {
    for (const [conversationId, processes] of this.elsewhere) {
      for (const [at, { until }] of processes) if (until <= Date.now()) processes.delete(at);
      if (processes.size === 0) this.elsewhere.delete(conversationId);
    }
    for (const name of this.server.console.adapter.rooms.keys())
      if (name.startsWith('conversation:')) this.announce(name.slice('conversation:'.length), false);
  }
}
