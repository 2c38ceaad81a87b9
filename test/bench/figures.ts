import { arch, cpus, loadavg, release, totalmem } from 'node:os';

/** One side of a comparison: what was measured, each figure the median of the runs. */
export type Figures = Readonly<Record<string, number>>;

/** What a goal of performance.md asks, and whether this run met it. */
export interface Goal {
  readonly goal: string;
  readonly value: number;
  readonly met: boolean;
}

/** The outcome of a bench. Rates are per second, times in milliseconds. */
export interface Report {
  readonly name: string;
  readonly store: 'redis' | 'postgresql';
  readonly size: number;
  readonly runs: number;
  readonly ours: Figures;
  readonly floor: Figures;
  /** Ours by the floor, for every figure both have. */
  readonly ratio: Figures;
  /** How far the runs lay apart: (largest − smallest) by the median. */
  readonly spread: Figures;
  readonly goals: readonly Goal[];
  readonly notes: readonly string[];
  readonly machine: ReturnType<typeof machine>;
}

/** The middle one; the mean of the two in the middle for an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The value that a share of all values do not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** p50, p95 and p99 of one run, named with a prefix. */
export function quantilesOf(prefix: string, times: readonly number[]): Figures {
  return {
    [`${prefix} p50`]: quantile(times, 0.5),
    [`${prefix} p95`]: quantile(times, 0.95),
    [`${prefix} p99`]: quantile(times, 0.99),
  };
}

/** Gathers the figures of several runs, in whatever order the sides take turns. */
export class Runs {
  private readonly values = new Map<string, number[]>();

  add(figures: Figures): void {
    for (const [name, value] of Object.entries(figures))
      this.values.set(name, [...(this.values.get(name) ?? []), value]);
  }

  /** The median of each figure. */
  medians(): Figures {
    return this.each(median);
  }

  /** (largest − smallest) by the median, of each figure. */
  spreads(): Figures {
    return this.each((values) => (Math.max(...values) - Math.min(...values)) / median(values));
  }

  private each(of: (values: readonly number[]) => number): Figures {
    return Object.fromEntries([...this.values].map(([name, values]) => [name, rounded(of(values))]));
  }
}

/** Ours by the floor, for the figures that both sides have. */
export function ratios(ours: Figures, floor: Figures): Figures {
  return Object.fromEntries(
    Object.entries(ours).flatMap(([name, value]) => {
      const least = floor[name];
      return least === undefined ? [] : [[name, rounded(value / least)] as const];
    }),
  );
}

export function atLeast(goal: string, value: number | undefined, least: number): Goal {
  return { goal: `${goal} ≥ ${least}`, value: value ?? Number.NaN, met: (value ?? Number.NaN) >= least };
}

export function atMost(goal: string, value: number | undefined, most: number): Goal {
  return { goal: `${goal} ≤ ${most}`, value: value ?? Number.NaN, met: (value ?? Number.NaN) <= most };
}

/** Where the figures were taken: they mean nothing on another machine. */
export function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 1024 / 1024),
    kernel: `${release()} ${arch()}`,
    node: process.version,
    loadBefore: LOAD_BEFORE,
  };
}

/** Others' work on the machine just before the bench began. */
const LOAD_BEFORE = rounded(loadavg()[0] ?? 0);

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
