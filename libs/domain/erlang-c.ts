/** What arrives and how long one takes, for a stretch of time. */
export interface Workload {
  /** Arrivals in the stretch. */
  readonly arrivals: number;
  /** The length of the stretch, in seconds. */
  readonly stretchSeconds: number;
  /** How long one takes a person who does nothing else, in seconds. */
  readonly handlingSeconds: number;
}

/** What is wanted: this share of people is to wait no longer than so many seconds. */
export interface ServiceGoal {
  readonly share: number;
  readonly withinSeconds: number;
}

/** Nobody plans for more. */
const MOST_SERVERS = 10_000;

/** Erlangs: how many people would be busy all the time. */
export function trafficOf({ arrivals, stretchSeconds, handlingSeconds }: Workload): number {
  return stretchSeconds > 0 ? (arrivals * handlingSeconds) / stretchSeconds : 0;
}

/**
 * Erlang B: the share of arrivals that find all of `servers` busy where nobody waits. By its recursion, which stays exact where
 * powers and factorials would overflow.
 */
export function erlangB(servers: number, traffic: number): number {
  if (traffic <= 0) return 0;
  let inverse = 1;
  for (let n = 1; n <= servers; n++) inverse = 1 + (n / traffic) * inverse;
  return 1 / inverse;
}

/** Erlang C: the share of arrivals that have to wait; 1 where there are not more servers than traffic. */
export function erlangC(servers: number, traffic: number): number {
  if (traffic <= 0) return 0;
  if (servers <= traffic) return 1;
  const blocked = erlangB(servers, traffic);
  return blocked / (1 - (traffic / servers) * (1 - blocked));
}

/** The share of people who wait no longer than `withinSeconds`. */
export function serviceLevel(servers: number, load: Workload, withinSeconds: number): number {
  const traffic = trafficOf(load);
  if (traffic <= 0) return 1;
  if (servers <= traffic) return 0;
  return (
    1 - erlangC(servers, traffic) * Math.exp((-(servers - traffic) * withinSeconds) / load.handlingSeconds)
  );
}

/** The fewest servers with which the goal is met; 0 where nothing comes. */
export function serversNeeded(load: Workload, goal: ServiceGoal): number {
  const traffic = trafficOf(load);
  if (traffic <= 0) return 0;
  let servers = Math.floor(traffic) + 1;
  while (servers < MOST_SERVERS && serviceLevel(servers, load, goal.withinSeconds) < goal.share) servers += 1;
  return servers;
}

/**
 * The fewest people who each hold up to `concurrency` chats at once. Each chat that a person holds beside the first makes all of
 * theirs slower by `slowdown` (0: nothing, 0.3: a third), so that `concurrency` slots are served by one person, each at the pace that
 * is left. With a concurrency of 1 it is `serversNeeded`.
 */
export function peopleNeeded(
  load: Workload,
  goal: ServiceGoal,
  { concurrency, slowdown }: { readonly concurrency: number; readonly slowdown: number },
): number {
  const handlingSeconds = load.handlingSeconds * (1 + slowdown * (concurrency - 1));
  return Math.ceil(serversNeeded({ ...load, handlingSeconds }, goal) / concurrency);
}
