import { pullOnly, roundRobin } from './seeded-day.js';
import { type Day, engine, jain, type Played, playDay } from './working-day.js';

/** Figures of one way to give work over a day: waits in minutes, and how equally hands were filled by capacity. */
export interface DayFigures {
  readonly 'mean wait': number;
  readonly 'p95 wait': number;
  readonly "Jain's index": number;
  readonly 'left over': number;
}

/** The same day by the engine, by round robin, and by people who only take. */
export function playedWays(day: Day): Readonly<Record<string, DayFigures>> {
  return {
    engine: figuresOf(playDay(day, engine)),
    'round robin': figuresOf(playDay(day, roundRobin())),
    'pull only': figuresOf(playDay(day, pullOnly(11))),
  };
}

export function daysTable(day: Day): string {
  const rows = Object.entries(playedWays(day)).map(([name, figures]) => [
    name,
    ...Object.values(figures).map((value: number) => String(Number(value.toFixed(3)))),
  ]);
  const head = ['', 'mean wait (min)', 'p95 wait (min)', "Jain's index", 'left over'];
  return [head, ...rows]
    .map((row) => row.map((cell, n) => (n === 0 ? cell.padEnd(12) : cell.padStart(17))).join(''))
    .join('\n');
}

function figuresOf({ waits, occupation, left }: Played): DayFigures {
  const sorted = [...waits].sort((a, b) => a - b);
  return {
    'mean wait': sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(sorted.length, 1),
    'p95 wait': sorted[Math.max(Math.ceil(sorted.length * 0.95) - 1, 0)] ?? 0,
    "Jain's index": jain([...occupation.values()]),
    'left over': left,
  };
}
