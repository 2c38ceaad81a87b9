import { Injectable } from '@nestjs/common';
import type { WatchResult } from '@sila/contracts';
import { FactBus, Log } from '@sila/platform';
import { z } from 'zod';
import { AudienceQueries } from './audience.queries.js';
import { ConversationFanout } from './conversation.fanout.js';
import { mayRead } from './rights.watcher.js';
import { type ConsoleSocket, room } from './socket.types.js';
import { ViewersBoard } from './viewers.board.js';
import { WatchAudit } from './watch.audit.js';

/** One console may watch this many conversations. */
const MOST_WATCHED = 50;
/** The one refusal there is: nobody learns whether a conversation exists that they may not read. */
export const NOT_FOUND: WatchResult = { ok: false, code: 'not-found' };

const target = z.strictObject({ conversationId: z.uuid() });
const typing = z.strictObject({ conversationId: z.uuid(), kind: z.enum(['reply', 'note']) });

/** What a console follows while it is open. */
@Injectable()
export class ConversationWatch {
  constructor(
    private readonly audiences: AudienceQueries,
    private readonly fanout: ConversationFanout,
    private readonly viewers: ViewersBoard,
    private readonly bus: FactBus,
    private readonly audit: WatchAudit,
    private readonly log: Log,
  ) {}

  /** Follows a conversation and answers with its seq, or with the refusal. */
  async watch(socket: ConsoleSocket, message: unknown, answer: (result: WatchResult) => void): Promise<void> {
    let result = NOT_FOUND;
    try {
      result = await this.enter(socket, message);
    } catch (error) {
      this.log.fail('a conversation could not be watched', error);
    }
    answer(result);
  }

  unwatch(socket: ConsoleSocket, message: unknown): void {
    const parsed = target.safeParse(message);
    if (!parsed.success) return;
    void socket.leave(room.conversation(parsed.data.conversationId));
    this.viewers.changedHere(parsed.data.conversationId);
  }

  /** Passed on only for a conversation this socket was let into. */
  typing(socket: ConsoleSocket, message: unknown): void {
    const parsed = typing.safeParse(message);
    if (!parsed.success || !socket.rooms.has(room.conversation(parsed.data.conversationId))) return;
    this.bus.signal({ kind: 'typing', data: { ...parsed.data, staffId: socket.data.staff.id } });
  }

  /** The socket is gone: others see that nobody looks any more. */
  left(socket: ConsoleSocket): void {
    for (const conversationId of watchedBy(socket)) this.viewers.changedHere(conversationId);
  }

  /**
   * Rights are asked before the socket enters the room and again inside it, where no later
   * change can be missed; the seq answered is of that moment. A refusal looks the same as a conversation that is none.
   */
  private async enter(socket: ConsoleSocket, message: unknown): Promise<WatchResult> {
    const parsed = target.safeParse(message);
    if (!parsed.success || watchedBy(socket).length >= MOST_WATCHED) return NOT_FOUND;
    const { conversationId } = parsed.data;
    const known = await this.readable(socket, conversationId);
    if (!known) return NOT_FOUND;
    await this.audit.note(socket, known);
    await socket.join(room.conversation(conversationId));
    const route = await this.readable(socket, conversationId);
    if (!route || socket.disconnected) {
      await socket.leave(room.conversation(conversationId));
      return NOT_FOUND;
    }
    this.fanout.watchedFrom(conversationId, route.seq);
    this.viewers.changedHere(conversationId);
    return {
      ok: true,
      seq: route.seq,
      viewers: await this.viewers.viewers(conversationId, socket.data.staff.id),
    };
  }

  private async readable(socket: ConsoleSocket, conversationId: string) {
    const route = await this.audiences.route(conversationId);
    return route && mayRead(socket.data.staff, route) ? route : null;
  }
}

function watchedBy(socket: ConsoleSocket): string[] {
  const prefix = room.conversation('');
  return [...socket.rooms].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
