import type { Connection, Json, Polled } from '../../channel.js';

/** A way by which scans come without a person handing them in. It is asked for what is new since its cursor. */
export interface ScanSource {
  poll(cursor: Json): Promise<Polled>;
  /** Calls `wake` when polling is worthwhile; gives a function that stops. */
  watch(wake: () => void): Promise<() => Promise<void>>;
  /** Throws ChannelError with a reason for the administrator. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Sources by a name that their cursor is kept under. */
export type ScanSources = Readonly<Record<string, ScanSource>>;

type Polling = Pick<Connection, 'poll' | 'watch'>;

/** Polls and watches all of them as one. Without any there is nothing to ask. */
export function polling(sources: ScanSources): Polling {
  const all = Object.values(sources);
  if (all.length === 0) return {};
  return {
    poll: (cursor) => pollAll(sources, cursorsOf(cursor)),
    watch: async (wake) => {
      const stops = await Promise.all(all.map((source) => source.watch(wake)));
      return async () => void (await Promise.all(stops.map((stop) => stop())));
    },
  };
}

type Cursors = { readonly [name: string]: Json };

/** The first source that has something answers; one that fails keeps none of the others waiting. */
async function pollAll(sources: ScanSources, cursors: Cursors): Promise<Polled> {
  const failures: unknown[] = [];
  for (const [name, source] of Object.entries(sources)) {
    try {
      const before = cursors[name] ?? null;
      const { items, cursor, more } = await source.poll(before);
      const hasMoved = JSON.stringify(cursor) !== JSON.stringify(before);
      if (items.length > 0 || more || hasMoved)
        return { items, cursor: { ...cursors, [name]: cursor }, more: true };
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return { items: [], cursor: cursors, more: false };
}

function cursorsOf(cursor: Json): Cursors {
  return typeof cursor === 'object' && cursor !== null && !Array.isArray(cursor) ? (cursor as Cursors) : {};
}
