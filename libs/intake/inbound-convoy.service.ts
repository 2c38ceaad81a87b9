import { Injectable } from '@nestjs/common';
import type { Inbound } from '@sila/channels';
import { type Arrival, ReceiveService } from '@sila/conversations';
import { ChannelDirectory } from '@sila/directory';
import { type Claim, type Claimed, FenceLost, LaneEngine, Outbox } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import { finishEvents, type PendingEvent, pendingEvents } from './event.queries.js';
import { RawReader } from './raw-reader.service.js';
import { Understanding } from './understanding.service.js';

/** A lane of which every event is one plain message. */
interface PlainLane {
  readonly claim: Claim;
  readonly arrivals: readonly (Arrival & { readonly event: PendingEvent })[];
}

/** What a convoy left behind: lanes that are still claimed, and lanes in which more came meanwhile. */
export interface LeftBehind {
  readonly claimed: readonly Claimed<PendingEvent>[];
  readonly more: ReadonlySet<string>;
}

/**
 * Takes in what many lanes bring at one moment, in one transaction: the plain messages of known people who go on with what they
 * have open. They are most of what comes, and a commit for each would be most of what it costs. Whatever needs care of its own
 * is left to `InboundSteps`.
 */
@Injectable()
export class InboundConvoy {
  constructor(
    private readonly engine: LaneEngine,
    private readonly directory: ChannelDirectory,
    private readonly raw: RawReader,
    private readonly understanding: Understanding,
    private readonly receive: ReceiveService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Writes what can go together and gives those lanes back. When that fails nothing happened, and all are left behind. */
  async take(claimed: readonly Claimed<PendingEvent>[]): Promise<LeftBehind> {
    const plain = await Promise.all(claimed.map((lane) => this.plainly(lane).catch(() => null)));
    const lanes = plain.filter((lane) => lane !== null);
    const { done, more } = await this.write(lanes).catch((error: unknown) => this.nothing(error));
    return { claimed: claimed.filter(({ claim }) => !done.has(claim.laneId)), more };
  }

  private async write(lanes: readonly PlainLane[]): Promise<Taken> {
    if (lanes.length === 0) return NOTHING;
    const groups = lanes.map(({ arrivals }) => arrivals);
    const { facts, ...taken } = await this.engine.lastInLanes(pendingEvents, async (sql, giveBack) => {
      const { conversations, write } = await this.receive.receiveKnown(sql, groups);
      const done = lanes.filter((_, n) => conversations[n]).map(({ claim }) => claim);
      const [facts, , more] = await Promise.all([
        write(),
        finishEvents(sql, endsOf(lanes, conversations), this.clock.now()),
        giveBack(done),
      ]);
      return { facts, more, done: new Set(done.map(({ laneId }) => laneId)) };
    });
    this.outbox.publish(facts);
    return taken;
  }

  private nothing(error: unknown): Taken {
    if (!(error instanceof FenceLost)) this.log.fail('lanes could not be worked together', error);
    return NOTHING;
  }

  /** Null where an event of the lane needs more than a look, or is of a kind that every message of begins a matter. */
  private async plainly({ claim, rows }: Claimed<PendingEvent>): Promise<PlainLane | null> {
    const { capabilities } = await this.directory.account(claim.channelAccountId);
    if (capabilities.continuity !== 'stream') return null;
    const arrivals = await Promise.all(rows.map((event) => this.arrivalOf(event)));
    return arrivals.every((arrival) => arrival !== null) ? { claim, arrivals } : null;
  }

  private async arrivalOf(event: PendingEvent): Promise<PlainLane['arrivals'][number] | null> {
    const stored = await this.raw.read(event);
    const inbound = await this.understanding.parse(event, stored);
    if (inbound instanceof Error || !isPlain(inbound)) return null;
    const [entry] = (await this.understanding.prepare(event, stored, inbound)).prepared;
    if (!entry || !('message' in entry)) return null;
    return { accountId: event.channelAccountId, prepared: entry.message, event };
  }
}

interface Taken {
  /** Lanes that were written and given back, and those of them in which more came meanwhile. */
  readonly done: ReadonlySet<string>;
  readonly more: ReadonlySet<string>;
}

const NOTHING: Taken = { done: new Set(), more: new Set() };

function endsOf(lanes: readonly PlainLane[], conversations: readonly (readonly string[] | null)[]) {
  return lanes.flatMap(({ arrivals }, n) =>
    (conversations[n] ?? []).flatMap((conversationId, at) => {
      const event = arrivals[at]?.event;
      return event ? [{ id: event.id, ending: { state: 'done' as const, conversationId } }] : [];
    }),
  );
}

/** One message whose files, if any, are fetched later: nothing is stored twice when it has to be taken in alone after all. */
function isPlain(inbound: readonly Inbound[]): boolean {
  const [message] = inbound;
  if (inbound.length !== 1 || message?.type !== 'message') return false;
  return message.attachments.every(({ source }) => 'ref' in source);
}
