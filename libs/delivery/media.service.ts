import { Inject, Injectable } from '@nestjs/common';
import { ChannelError, type Json } from '@sila/channels';
import { applyChange, lockMessage, sniffMediaType } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { backoffMs, DomainError } from '@sila/domain';
import { Bells, OnJob, Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock, FILE_STORE, type FileStore, Log, SealedFiles } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

const LARGEST_MEDIA = 100 * 1024 * 1024;
const CLAIM_MS = 90_000;

interface Announced {
  readonly id: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelAccountId: string;
  readonly mediaType: string;
  readonly source: Json;
  readonly tries: number;
}

interface Ending {
  readonly state: 'ready' | 'rejected' | 'expired' | 'dead';
  readonly reason: string | null;
  readonly mediaType?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly storageKey?: string;
  readonly sealed?: boolean;
}

/** Fetches announced attachments: every one ends ready, rejected, expired or dead (promises.md A). */
@Injectable()
export class MediaService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly directory: ChannelDirectory,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly sealed: SealedFiles,
    private readonly bells: Bells,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'fetch announced media', everyMs: 5_000, run: () => this.ringDue() });
  }

  @OnJob('fetch-attachment')
  async onBell({ attachmentId }: { readonly attachmentId: string }): Promise<void> {
    const announced = await this.claim(attachmentId);
    if (!announced) return;
    try {
      await this.end(announced, await this.fetch(announced));
    } catch (error) {
      await this.retry(announced, error);
    }
  }

  private async ringDue(): Promise<void> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM attachment WHERE state = 'pending' AND next_try_at < $1::timestamptz - interval '3 seconds' ORDER BY next_try_at LIMIT 200`,
      [this.clock.now()],
    );
    for (const { id } of rows) this.bells.ring('fetch-attachment', { attachmentId: id });
  }

  /** Takes one for a while; whoever comes meanwhile finds nothing to do. */
  private async claim(id: string): Promise<Announced | null> {
    const now = this.clock.now();
    const { rows } = await this.pool.query<Announced>(
      `UPDATE attachment f SET next_try_at = $3, tries = tries + 1 FROM message m
       WHERE f.id = $1 AND m.id = f.message_id AND f.state = 'pending' AND f.next_try_at <= $2
       RETURNING f.id, m.id AS "messageId", m.conversation_id AS "conversationId", f.channel_account_id AS "channelAccountId",
                 f.media_type AS "mediaType", f.source, f.tries`,
      [id, now, new Date(now.getTime() + CLAIM_MS)],
    );
    return rows[0] ?? null;
  }

  private async fetch(announced: Announced): Promise<Ending> {
    const { connection, capabilities } = await this.directory.account(announced.channelAccountId);
    if (!connection.fetchMedia) return { state: 'dead', reason: 'not-fetchable' };
    const media = await connection.fetchMedia(announced.source);
    const file = capabilities.voice
      ? await this.sealed.put(announced.id, media.stream, LARGEST_MEDIA)
      : await this.files.put(media.stream, LARGEST_MEDIA);
    const mediaType = await sniffMediaType(file.head, media.mediaType ?? announced.mediaType);
    return {
      state: 'ready',
      reason: null,
      mediaType,
      size: file.size,
      sha256: file.sha256,
      storageKey: file.key,
      sealed: capabilities.voice,
    };
  }

  private async retry(announced: Announced, error: unknown): Promise<void> {
    this.log.fail('an attachment could not be fetched', error, { attachmentId: announced.id });
    if (error instanceof DomainError && error.code === 'too-large')
      return this.end(announced, { state: 'rejected', reason: 'too-large' });
    if (error instanceof ChannelError && error.kind === 'permanent')
      return this.end(announced, { state: 'expired', reason: error.code });
    const wait = backoffMs(
      announced.tries,
      Math.random(),
      error instanceof ChannelError ? error.retryAfterMs : 0,
    );
    if (wait === null) return this.end(announced, { state: 'dead', reason: 'unreachable' });
    const next = new Date(this.clock.now().getTime() + wait);
    await this.pool.query(`UPDATE attachment SET next_try_at = $2 WHERE id = $1 AND state = 'pending'`, [
      announced.id,
      next,
    ]);
    this.bells.ring('fetch-attachment', { attachmentId: announced.id }, wait + 50);
  }

  /** A file of a message that was taken back meanwhile is not kept. */
  private async end(announced: Announced, ending: Ending): Promise<void> {
    const facts = await transactSql(this.pool, async (sql) => {
      await lockMessage(sql, announced.messageId);
      return (await write(sql, announced, ending)) ? tell(sql, announced, ending, this.clock.now()) : null;
    });
    if (facts) this.outbox.publish(facts);
    else if (ending.storageKey) await this.files.remove(ending.storageKey);
  }
}

async function write(sql: Sql, { id }: Announced, ending: Ending): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE attachment SET state = $2, reason = $3, media_type = coalesce($4, media_type), size = coalesce($5, size), sha256 = $6,
            storage_key = $7, sealed = $8, next_try_at = NULL WHERE id = $1 AND state = 'pending' RETURNING 1`,
    [
      id,
      ending.state,
      ending.reason,
      ending.mediaType ?? null,
      ending.size ?? null,
      ending.sha256 ?? null,
      ending.storageKey ?? null,
      ending.sealed ?? false,
    ],
  );
  return rows.length > 0;
}

async function tell(
  sql: Sql,
  { id, messageId, conversationId }: Announced,
  { state }: Ending,
  now: Date,
): Promise<readonly StoredFact[]> {
  const changed = await applyChange(sql, {
    conversationId,
    patch: {},
    event: { type: 'attachment', at: now, messageId, data: { attachmentId: id, state } },
  });
  return changed?.facts ?? [];
}
