import { LocalFactBus, type FactBus } from './fact-bus.js';
import { PostgresFactBus } from './fact-bus.postgres.js';
import { RedisFactBus } from './fact-bus.redis.js';
import type { Log } from './log.js';

/** Where the processes of an installation can meet. */
export interface FactBusAddresses {
  readonly redisUrl: string | null;
  readonly databaseUrl: string | null;
}

/** Redis where there is one, else PostgreSQL; without either the process is alone. */
export function createFactBus({ redisUrl, databaseUrl }: FactBusAddresses, log: Log): FactBus {
  if (redisUrl !== null) return new RedisFactBus(redisUrl, log);
  if (databaseUrl !== null) return new PostgresFactBus(databaseUrl, log);
  return new LocalFactBus(log);
}
