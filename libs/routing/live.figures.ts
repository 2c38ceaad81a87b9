import type { LiveFigure, LiveQueue } from '@sila/contracts';
import type { AnswerDue, Wait } from '@sila/domain';

/** An open conversation, as far as figures look at it. */
export interface OpenConversation extends Omit<Wait, 'since'> {
  readonly id: string;
  readonly assigneeId: string | null;
  readonly waitingSince: Date | null;
  readonly lastMessageAt: Date;
}

/** What happened in one minute of a queue and channel. */
export interface MinuteRow {
  readonly queueId: string;
  readonly channel: string;
  readonly minute: Date;
  readonly arrivals: number;
  readonly answers: number;
  readonly abandoned: number;
}

/** A queue as the room shows it. */
export interface QueueRow {
  readonly id: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly memberIds: readonly string[];
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
const QUARTERS = 16;
/** So far back minutes are looked at: as many quarter hours as are shown. */
export const LOOK_BACK_MS = QUARTERS * QUARTER_MS;

const NO_QUARTERS: readonly number[] = Array.from({ length: QUARTERS }, () => 0);
const NOTHING = { arrivals: 0, answers: 0, abandoned: 0 };

/** One queue at a moment, of its open conversations and the minutes of the last hours. */
export function queueFigures(
  queue: QueueRow,
  open: readonly OpenConversation[],
  minutes: readonly MinuteRow[],
  now: Date,
  dueOf: (wait: Wait) => AnswerDue | null,
): LiveQueue {
  const unowned = open.filter(isUnowned);
  const standings = open.map((one) => promiseTo(one, now, dueOf));
  const lastHour = minutes.filter(({ minute }) => minute.getTime() > now.getTime() - HOUR_MS);
  return {
    ...queue,
    memberIds: [...queue.memberIds],
    waiting: unowned.length,
    longestWaitSince: earliest(unowned),
    atRisk: standings.filter((standing) => standing === 'at-risk').length,
    late: standings.filter((standing) => standing === 'late').length,
    active: open.filter(isOwned).length,
    ...sum(lastHour),
    quarters: quartersOf(minutes, now),
    byChannel: channelsOf(unowned, lastHour),
  };
}

function earliest(waiting: readonly OpenConversation[]): string | null {
  const since = Math.min(...waiting.map(({ waitingSince }) => waitingSince?.getTime() ?? Infinity));
  return Number.isFinite(since) ? new Date(since).toISOString() : null;
}

/** Whether a conversation stands behind a number of the room. */
export function behind(
  figure: LiveFigure,
  now: Date,
  quietSince: Date,
  dueOf: (wait: Wait) => AnswerDue | null,
): (one: OpenConversation) => boolean {
  if (figure === 'waiting') return isUnowned;
  if (figure === 'active') return isOwned;
  if (figure === 'held') return (one) => holdsRoom(one, quietSince);
  return (one) => promiseTo(one, now, dueOf) === figure;
}

const isUnowned = ({ assigneeId, waitingSince }: OpenConversation): boolean =>
  assigneeId === null && waitingSince !== null;
const isOwned = ({ assigneeId }: OpenConversation): boolean => assigneeId !== null;

/** How the answer that was promised stands, whether somebody owns the conversation or not. */
function promiseTo(
  one: OpenConversation,
  now: Date,
  dueOf: (wait: Wait) => AnswerDue | null,
): 'at-risk' | 'late' | null {
  const due = one.waitingSince && dueOf({ ...one, since: one.waitingSince });
  if (!due || due.warnAt > now) return null;
  return due.dueAt <= now ? 'late' : 'at-risk';
}

/** What was answered and has been quiet since takes no room of whoever holds it; as `takesRoom` of the directory says in SQL. */
export function holdsRoom({ waitingSince, lastMessageAt }: OpenConversation, quietSince: Date): boolean {
  return waitingSince !== null || lastMessageAt >= quietSince;
}

function quartersOf(minutes: readonly MinuteRow[], now: Date): LiveQueue['quarters'] {
  const first = Math.floor(now.getTime() / QUARTER_MS) - QUARTERS + 1;
  const quarters = {
    arrivals: NO_QUARTERS.slice(),
    answers: NO_QUARTERS.slice(),
    abandoned: NO_QUARTERS.slice(),
  };
  for (const one of minutes) {
    const place = Math.floor(one.minute.getTime() / QUARTER_MS) - first;
    if (place < 0 || place >= QUARTERS) continue;
    for (const kind of ['arrivals', 'answers', 'abandoned'] as const)
      quarters[kind][place] = (quarters[kind][place] ?? 0) + one[kind];
  }
  return { from: new Date(first * QUARTER_MS).toISOString(), ...quarters };
}

function channelsOf(
  unowned: readonly OpenConversation[],
  lastHour: readonly MinuteRow[],
): LiveQueue['byChannel'] {
  const names = [...new Set([...unowned, ...lastHour].map(({ channel }) => channel))].sort();
  return names.map((channel) => ({
    channel,
    waiting: unowned.filter((one) => one.channel === channel).length,
    ...sum(lastHour.filter((one) => one.channel === channel)),
  }));
}

function sum(minutes: readonly MinuteRow[]): typeof NOTHING {
  return minutes.reduce(
    (total, one) => ({
      arrivals: total.arrivals + one.arrivals,
      answers: total.answers + one.answers,
      abandoned: total.abandoned + one.abandoned,
    }),
    NOTHING,
  );
}
