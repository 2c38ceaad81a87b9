import type { ChoosingRules, QueueRules, WaitingWork } from './choosing.js';

/** Priority with one step for every so many minutes of waiting, so that nobody waits for ever behind the urgent. */
export function agedPriority(
  { priority, since }: Pick<WaitingWork, 'priority' | 'since'>,
  { ageingMinutes }: Pick<QueueRules, 'ageingMinutes'>,
  at: number,
): number {
  if (ageingMinutes === null) return priority;
  return priority + Math.floor(Math.max(at - since, 0) / (ageingMinutes * 60_000));
}

/** The order in which conversations are served: who is on the line, then aged priority, then the longest wait. */
export function byTurn({ at, queues }: ChoosingRules): (a: WaitingWork, b: WaitingWork) => number {
  const aged = (work: WaitingWork) => agedPriority(work, queues[work.queueId] ?? { ageingMinutes: null }, at);
  return (a, b) =>
    Number(b.medium === 'call') - Number(a.medium === 'call') ||
    aged(b) - aged(a) ||
    a.since - b.since ||
    (a.id < b.id ? -1 : 1);
}
