import { Injectable } from '@nestjs/common';
import { type Actor, demand, seesFigures } from '@sila/access';
import { CallReader } from '@sila/calls';
import type { BehindFigure, BehindView, LiveView } from '@sila/contracts';
import { ConversationReader } from '@sila/conversations';
import { ChannelDirectory } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { type Board, LiveBoard } from './live.board.js';

const MOST_SHOWN = 200;

/** The supervisor's room: who waits, since when, who is there with what load. Figures are for staffing, never about a person (P8, P11). */
@Injectable()
export class LiveService {
  constructor(
    private readonly readings: LiveBoard,
    private readonly directory: ChannelDirectory,
    private readonly calls: CallReader,
    private readonly conversations: ConversationReader,
  ) {}

  /** Everything, whoever may see it. */
  async board(): Promise<Board> {
    return this.readings.read();
  }

  /** The queues this person may see, as they are now. */
  async view(staff: Actor): Promise<LiveView> {
    demand(staff, 'queue.live');
    const [calls, accounts] = await Promise.all([this.calls.live(staff), this.directory.accounts()]);
    const channels = new Map(
      accounts.map(({ channel: { name, icon }, label }) => [name, { channel: name, label, icon }]),
    );
    // Last, so that nothing newer is told before this answer.
    const { at, ...seen } = boardFor(staff, await this.readings.read());
    return { at: at.toISOString(), ...seen, channels: [...channels.values()], calls };
  }

  /** What is behind a number. Throws `not-found` for a queue whose figures they don't see, or a colleague of none of them. */
  async behind(staff: Actor, figure: BehindFigure): Promise<BehindView> {
    demand(staff, 'queue.live');
    const { queues, people } = boardFor(staff, await this.readings.read());
    const { queueId, staffId } = figure;
    const seen = queueId ? queues.some(({ id }) => id === queueId) : people.some(({ id }) => id === staffId);
    if (!seen) throw new DomainError('not-found');
    const ids = await this.readings.behind(figure);
    const items = await this.conversations.items(staff, ids.slice(0, MOST_SHOWN));
    const place = new Map(ids.map((id, index) => [id, index]));
    const inOrder = items.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
    return { items: inOrder, total: ids.length };
  }
}

function boardFor(staff: Actor, { at, queues, people }: Board) {
  const own = queues.filter(({ id }) => seesFigures(staff, id));
  const colleagues = new Set(own.flatMap(({ memberIds }) => memberIds));
  return { at, queues: own, people: people.filter(({ id }) => colleagues.has(id)) };
}
