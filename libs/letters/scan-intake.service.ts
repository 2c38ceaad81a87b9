import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff, demand, Semaphore } from '@sila/access';
import type { HandedInScan, Paper } from '@sila/channels';
import type { HandedIn, LetterDesk } from '@sila/contracts';
import { ConversationAccess, sniffMediaType } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import type { OpenAccount } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { Intake } from '@sila/intake';
import { Clock } from '@sila/platform';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { PaperAccounts } from './paper-accounts.service.js';

/** Scans whose bytes are in memory at once, and how many more may wait. */
const AT_ONCE = 3;
const WAITING = 60;

/** A scan as it comes from the desk's browser. */
export interface ScanUpload {
  readonly accountId: string;
  /** The barcode of ours that the letter answers, as typed or scanned. */
  readonly reference: string | undefined;
  readonly fileName: string;
  readonly mediaType: string;
  readonly stream: Readable;
}

/** Where a scan goes, and what it answers. */
interface Receiver {
  readonly account: OpenAccount;
  readonly paper: Paper;
  readonly answers: HandedInScan['answers'];
}

interface Entered {
  readonly conversationId: string | null;
  readonly messageId: string | null;
  readonly [column: string]: unknown;
}

/** The desk's letter box: a scan is stored raw and enters like everything else. */
@Injectable()
export class ScanIntake {
  private readonly sql: Sql;
  private readonly carrying = new Semaphore(AT_ONCE, WAITING);

  constructor(
    source: DataSource,
    private readonly accounts: PaperAccounts,
    private readonly access: ConversationAccess,
    private readonly intake: Intake,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** The accounts this person may receive letters for: those whose queue is theirs. */
  async desk(staff: CurrentStaff): Promise<LetterDesk> {
    demand(staff, 'conversation.read');
    const accounts = await this.accounts.of(staff);
    return {
      accounts: accounts.map(({ account: { id, label, capabilities } }) => ({
        id,
        label,
        maxBytes: capabilities.attachments.maxBytes,
      })),
    };
  }

  /**
   * Stores a scan; it is committed when this resolves. The same scan again has no effect and says where the first one is.
   * Throws `not-found` for accounts of other queues and barcodes of letters one may not see, `too-large`.
   */
  async handIn(staff: CurrentStaff, upload: ScanUpload): Promise<HandedIn> {
    demand(staff, 'conversation.read');
    const { account } = await this.accounts.demand(staff, upload.accountId);
    const { paper } = account.connection;
    if (!paper) throw new DomainError('not-found');
    const answers = upload.reference ? await this.answered(staff, account.id, upload.reference) : null;
    return this.carrying.run(() => this.store(staff, upload, { account, paper, answers }));
  }

  private async store(
    staff: CurrentStaff,
    upload: ScanUpload,
    { account, paper, answers }: Receiver,
  ): Promise<HandedIn> {
    const bytes = await wholeOf(upload.stream, account.capabilities.attachments.maxBytes);
    const mediaType = await sniffMediaType(bytes.subarray(0, 4_100), upload.mediaType);
    const stored = paper.intake({ bytes, fileName: upload.fileName, mediaType, answers });
    const known = await this.known(staff, account.id, stored);
    if (known) return known;
    await this.audit.append(this.sql, staff, {
      action: 'letter.receive',
      objectKind: 'channel-account',
      objectId: account.id,
    });
    await this.intake.accept({
      hookId: null,
      channelAccountId: account.id,
      receivedAt: this.clock.now(),
      ...stored,
    });
    return { known: false, conversationId: null, messageId: null };
  }

  private async answered(staff: CurrentStaff, accountId: string, reference: string) {
    const rows = await this.sql.query<{ id: string; conversationId: string; address: string }>(
      `SELECT id, conversation_id AS "conversationId", address FROM message
       WHERE channel_account_id = $1 AND provider_id = $2 AND direction = 'out' LIMIT 1`,
      [accountId, reference.replace(/\s/g, '')],
    );
    if (!rows[0]) throw new DomainError('not-found', { field: 'reference' });
    await this.access.demandMessage(staff, rows[0].id, 'read');
    return { conversationId: rows[0].conversationId, address: rows[0].address };
  }

  /** Where a scan is that entered before; nothing of it when that is not for this person. */
  private async known(
    staff: CurrentStaff,
    accountId: string,
    { events }: ReturnType<Paper['intake']>,
  ): Promise<HandedIn | null> {
    const [row] = await this.sql.query<Entered>(
      `SELECT m.conversation_id AS "conversationId", m.id AS "messageId" FROM inbound_event e
       LEFT JOIN message m ON m.channel_account_id = e.channel_account_id AND m.provider_id = e.event_key AND m.direction = 'in'
       WHERE e.channel_account_id = $1 AND e.event_key = ANY($2::text[]) LIMIT 1`,
      [accountId, events.map(({ key }) => key)],
    );
    if (!row) return null;
    const hidden = { known: true, conversationId: null, messageId: null };
    if (!row.conversationId) return hidden;
    return this.access.demand(staff, row.conversationId, 'read').then(
      () => ({ known: true, conversationId: row.conversationId, messageId: row.messageId }),
      () => hidden,
    );
  }
}

async function wholeOf(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new DomainError('too-large', { maxBytes });
    chunks.push(chunk as Buffer);
  }
  if (size === 0) throw new DomainError('bad-request', { field: 'file' });
  return Buffer.concat(chunks);
}
