import { Inject, Injectable } from '@nestjs/common';
import { ChannelError, type ScanReading } from '@sila/channels';
import { applyChange, lockMessage } from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import {
  backoffMs,
  isMostlyArabic,
  normaliseEmail,
  senderHints,
  snippetOf,
  textOfPages,
  toE164,
} from '@sila/domain';
import { Bells, OnJob, Outbox, Sweeper } from '@sila/lanes';
import { bytesOf, Clock, FILE_STORE, type FileStore, Log } from '@sila/platform';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { claimScan, type ClaimedScan, dueScans, type StoredPage } from './letter.queries.js';
import { writeText } from './letter.text.js';

/** How long nobody else takes a scan: longer than the reader's own deadline. */
const CLAIM_MS = 300_000;
/** What may go better the second time is tried twice. */
const MOST_TRIES = 2;
const LARGEST_PICTURE = 10 * 1024 * 1024;
const PASSING = new Set(['took-too-long', 'failed']);

interface Read {
  readonly pages: readonly StoredPage[];
  readonly pageCount: number;
}

/** Reads scanned letters, one after the other. Every one ends read or unreadable, with the reason; the scan is there all the time. */
@Injectable()
export class ReadingService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly directory: ChannelDirectory,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly bells: Bells,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'read scanned letters', everyMs: 5_000, run: () => this.ringDue() });
  }

  @OnJob('read-letter')
  async onBell({ messageId }: { readonly messageId: string }): Promise<void> {
    const now = this.clock.now();
    const scan = await claimScan(sqlOf(this.pool), messageId, now, new Date(now.getTime() + CLAIM_MS));
    if (!scan) return;
    try {
      await this.endRead(scan, await this.read(scan));
    } catch (error) {
      await this.failed(scan, error);
    }
  }

  private async ringDue(): Promise<void> {
    for (const messageId of await dueScans(sqlOf(this.pool), this.clock.now()))
      this.bells.ring('read-letter', { messageId });
  }

  private async read(scan: ClaimedScan): Promise<Read> {
    const { paper } = await this.directory.connection(scan.channelAccountId);
    if (!paper || !scan.storageKey) throw new ChannelError('permanent', scan.rejected ?? 'failed', 'no scan');
    const reading = await paper.read(await bytesOf(this.files, scan.storageKey));
    return {
      pageCount: reading.pageCount,
      pages: await Promise.all(reading.pages.map((page) => this.keep(page))),
    };
  }

  private async keep({ picture, ...page }: ScanReading['pages'][number]): Promise<StoredPage> {
    const { key } = await this.files.put(Readable.from([picture]), LARGEST_PICTURE);
    return { ...page, pictureKey: key };
  }

  private async endRead(scan: ClaimedScan, { pages, pageCount }: Read): Promise<void> {
    const text = textOfPages(pages);
    await this.end(scan, 'read', null, async (sql, identityId) => {
      await sql.query('UPDATE letter SET pages = $2::jsonb, page_count = $3 WHERE message_id = $1', [
        scan.messageId,
        JSON.stringify(pages),
        pageCount,
      ]);
      await writeText(sql, scan.messageId, text);
      await sql.query('UPDATE identity SET claims = $2::jsonb WHERE id = $1', [
        identityId,
        JSON.stringify(claimsIn(text)),
      ]);
      if (text === '') return {};
      return { snippet: snippetOf(text), language: isMostlyArabic(text) ? 'ar' : 'en' };
    });
  }

  private async failed(scan: ClaimedScan, error: unknown): Promise<void> {
    this.log.fail('a letter could not be read', error, { messageId: scan.messageId });
    const refusal = error instanceof ChannelError && error.kind === 'permanent' ? error.code : null;
    const again = refusal === null || PASSING.has(refusal);
    const wait = again && scan.tries < MOST_TRIES ? backoffMs(scan.tries, Math.random()) : null;
    if (wait === null) return this.end(scan, 'unreadable', refusal ?? 'failed', async () => ({}));
    const next = new Date(this.clock.now().getTime() + wait);
    await this.pool.query('UPDATE letter SET next_try_at = $2 WHERE message_id = $1', [scan.messageId, next]);
    this.bells.ring('read-letter', { messageId: scan.messageId }, wait);
  }

  /** Nothing happens when somebody confirmed the letter meanwhile. */
  private async end(
    { messageId }: ClaimedScan,
    state: 'read' | 'unreadable',
    reason: string | null,
    write: (sql: Sql, identityId: string) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<void> {
    const now = this.clock.now();
    const facts = await transactSql(this.pool, async (sql) => {
      const message = await lockMessage(sql, messageId);
      const rows = await sql.query<{ identityId: string }>(
        `UPDATE letter l SET state = $2, state_at = $3, reason = $4, next_try_at = NULL FROM message m
         WHERE l.message_id = $1 AND m.id = l.message_id AND l.state = 'reading' RETURNING m.identity_id AS "identityId"`,
        [messageId, state, now, reason],
      );
      if (!message || !rows[0]) return [];
      const patch = await write(sql, rows[0].identityId);
      const event = { type: 'letter', at: now, messageId, data: { state, reason } };
      const changed = await applyChange(sql, { conversationId: message.conversationId, patch, event });
      return changed?.facts ?? [];
    });
    this.outbox.publish(facts);
  }
}

/** What the letter says of its sender: leads to people who may be the same, proves nothing. */
function claimsIn(text: string): { kind: string; value: string }[] {
  const { phones, emails } = senderHints(text);
  return [
    ...phones.flatMap((phone) => {
      const value = toE164(phone);
      return value ? [{ kind: 'phone', value }] : [];
    }),
    ...emails.map((email) => ({ kind: 'email', value: normaliseEmail(email) })),
  ];
}
