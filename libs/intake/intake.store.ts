import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Env } from '@sila/config';
import { DomainError, normaliseText } from '@sila/domain';
import { ENV, FILE_STORE, type FileStore, Keys, newId, sha256 } from '@sila/platform';
import { laneIdOf } from '@sila/lanes';
import type { RawEvent, RawRequest } from '@sila/channels';
import pg from 'pg';
import { Readable } from 'node:stream';
import { GroupCommit } from './group-commit.js';
import { type IntakeRow, storeRows } from './intake.queries.js';

/** One request with the events it says, all of one channel account. */
export interface IntakeInput {
  readonly hookId: string | null;
  readonly channelAccountId: string;
  readonly request: RawRequest;
  readonly events: readonly RawEvent[];
  readonly receivedAt: Date;
}

/** Bodies above this many bytes go to the file store before their row is written. */
const INLINE_BYTES = 256 * 1024;
const LARGEST_BODY = 64 * 1024 * 1024;
/** Requests waiting for a commit before the next is refused with 503. */
const MAX_WAITING = 4_000;

/**
 * Stores what came over the wire before anybody acknowledges it (promises.md I-1). Concurrent requests share a
 * commit; each is answered only after its own. Has its own small pool, so that nothing else can starve it.
 */
@Injectable()
export class IntakeStore implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly commits: GroupCommit<IntakeRow, readonly string[]>;

  constructor(
    @Inject(ENV) env: Env,
    private readonly keys: Keys,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {
    this.pool = new pg.Pool({
      connectionString: env.DATABASE_URL,
      max: env.INTAKE_POOL,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 5_000,
      lock_timeout: 3_000,
      application_name: 'sila-intake',
    });
    this.pool.on('error', () => undefined);
    this.commits = new GroupCommit((rows) => storeRows(this.pool, rows), {
      parallel: 2,
      largest: 128,
      maxWaiting: MAX_WAITING,
    });
  }

  /**
   * Resolves after COMMIT with the ids of the lanes that were rung; empty when every event was there already. Throws
   * `unavailable` when the database can't be reached or falls behind: the caller answers 503 and the provider comes again.
   */
  async store(input: IntakeInput): Promise<readonly string[]> {
    const row = await this.seal(input);
    try {
      return await this.commits.add(row);
    } catch (error) {
      throw error instanceof DomainError ? error : new DomainError('unavailable');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private async seal(input: IntakeInput): Promise<IntakeRow> {
    const id = newId();
    const { body, method, url, headers } = input.request;
    const large = body.length > INLINE_BYTES;
    const sealed = this.keys.encrypt(body, `inbound_request|body|${id}`);
    const stored = large ? await this.files.put(Readable.from([sealed]), LARGEST_BODY) : null;
    const envelope = this.keys.encrypt(
      Buffer.from(JSON.stringify({ url, headers })),
      `inbound_request|envelope|${id}`,
    );
    return {
      request: {
        id,
        hookId: input.hookId,
        method,
        envelope,
        body: large ? null : sealed,
        storageKey: stored?.key ?? null,
        sha256: sha256(body),
        size: body.length,
        receivedAt: input.receivedAt,
      },
      events: input.events.map((event) => ({
        id: newId(),
        requestId: id,
        channelAccountId: input.channelAccountId,
        key: cleanKey(event.key),
        laneId: laneIdOf('in', input.channelAccountId, cleanKey(event.lane)),
        address: cleanKey(event.lane),
        pointer: JSON.stringify(event.pointer).replaceAll('\\u0000', ''),
      })),
    };
  }
}

/** Keys and addresses are indexed: no NUL, and long ones by their digest. */
export function cleanKey(value: string): string {
  const text = normaliseText(value);
  return text.length <= 500 ? text : `${text.slice(0, 400)}#${sha256(text)}`;
}
