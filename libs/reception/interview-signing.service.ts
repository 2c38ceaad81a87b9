import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import type { InterviewSheet } from '@sila/channels';
import type { InterviewRendering, SignInterview } from '@sila/contracts';
import {
  applyChange,
  AttachmentService,
  ConversationAccess,
  lockConversation,
  takeUploads,
} from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { SettingService } from '@sila/directory';
import { DomainError, formText, type Language, type SignatureWay, type Stroke } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock, Keys, newId } from '@sila/platform';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Desks } from './desks.service.js';
import { interviewById, type InterviewRow, lockInterview, markSigned } from './interview.queries.js';
import { openRendering, sealSignature } from './interview.seals.js';

const SIGNED: Readonly<Record<Language, Readonly<Record<SignatureWay, string>>>> = {
  ar: { pad: 'وُقّع على الشاشة', typed: 'أُقرّ بكتابة الاسم', paper: 'وُقّع على الورق' },
  en: { pad: 'Signed on the screen', typed: 'Confirmed by typing the name', paper: 'Signed on paper' },
};
/** What the desk's scanner makes of a signed sheet. */
const SCANS = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'];
const LARGEST_SCAN = 15 * 1024 * 1024;

/** An interview that was read back and is not signed yet. */
interface Frozen {
  readonly row: InterviewRow;
  readonly rendering: InterviewRendering;
  readonly digest: string;
}

interface Signed {
  readonly how: SignatureWay;
  readonly at: Date;
  readonly name: string | null;
  readonly strokes: readonly Stroke[] | null;
  /** The upload that carries the signed summary. */
  readonly attachmentId: string;
}

/** A scan as it comes from the desk's browser. */
export interface SheetScan {
  readonly fileName: string;
  readonly mediaType: string;
  readonly stream: Readable;
}

/** Signing: on the screen, or on the printed sheet that is scanned. The signed summary becomes an entry of the thread. */
@Injectable()
export class InterviewSigning {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly attachments: AttachmentService,
    private readonly desks: Desks,
    private readonly settings: SettingService,
    private readonly audit: Audit,
    private readonly keys: Keys,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** The sheet as it is printed to be signed by hand. Throws `conflict` unless it was read back and is unsigned. */
  async sheet(staff: CurrentStaff, id: string): Promise<Buffer> {
    return this.typeset(staff, await this.frozen(staff, id), null);
  }

  /** The person agreed to what has this digest. Throws `conflict` when something else stands there by now. */
  async sign(staff: CurrentStaff, id: string, { digest, name, strokes }: SignInterview): Promise<void> {
    const frozen = await this.frozen(staff, id);
    if (frozen.digest !== digest) throw new DomainError('conflict', { reason: 'digest' });
    const at = this.clock.now();
    const bytes = await this.typeset(staff, frozen, { name, at, strokes });
    const { id: attachmentId } = await this.attachments.upload(
      staff.id,
      `${frozen.rendering.title} ${frozen.row.reference}.pdf`,
      'application/pdf',
      Readable.from([bytes]),
    );
    const how = strokes ? 'pad' : 'typed';
    await this.end(staff, frozen, { how, at, name, strokes, attachmentId });
  }

  /** The printed sheet, signed by hand and scanned. Throws `bad-request` for what is no scan, `too-large`. */
  async scanned(staff: CurrentStaff, id: string, { fileName, mediaType, stream }: SheetScan): Promise<void> {
    const frozen = await this.frozen(staff, id);
    const upload = await this.attachments.upload(staff.id, fileName, mediaType, stream, LARGEST_SCAN);
    if (!SCANS.includes(upload.mediaType)) throw new DomainError('bad-request', { field: 'file' });
    const at = this.clock.now();
    await this.end(staff, frozen, { how: 'paper', at, name: null, strokes: null, attachmentId: upload.id });
  }

  private async frozen(staff: CurrentStaff, id: string): Promise<Frozen> {
    const row = await interviewById(sqlOf(this.pool), id);
    if (!row) throw new DomainError('not-found');
    await this.access.demand(staff, row.conversationId, 'reply');
    const rendering = openRendering(this.keys, row);
    if (row.state !== 'read-back' || !rendering || !row.digest)
      throw new DomainError('conflict', { reason: row.state });
    return { row, rendering, digest: row.digest };
  }

  private async typeset(
    staff: CurrentStaff,
    { row, rendering, digest }: Frozen,
    signature: InterviewSheet['signature'],
  ): Promise<Buffer> {
    const { desk } = await this.desks.byId(row.deskId);
    const { nameAr, nameEn } = (await this.settings.association()).value;
    return desk.sheet({
      language: row.language,
      association: { ar: nameAr, en: nameEn },
      title: rendering.title,
      reference: row.reference,
      conversationNumber: row.number,
      ticket: row.ticket,
      personName: rendering.personName,
      officerName: staff.name,
      parts: rendering.parts,
      statement: rendering.statement,
      digest,
      heldAt: new Date(rendering.frozenAt),
      signature,
    });
  }

  private async end(staff: CurrentStaff, frozen: Frozen, signed: Signed): Promise<void> {
    const { id, conversationId } = frozen.row;
    const facts = await transactSql(this.pool, async (sql) => {
      const conversation = await lockConversation(sql, conversationId);
      const now = await lockInterview(sql, id);
      if (!conversation || now?.state !== 'read-back' || now.digest !== frozen.digest)
        throw new DomainError('conflict', { reason: now?.state ?? 'digest' });
      await this.access.demand(staff, conversationId, 'reply', sql);
      return this.writeEntry(sql, staff, frozen, signed);
    });
    this.outbox.publish(facts);
  }

  private async writeEntry(
    sql: Sql,
    staff: CurrentStaff,
    { row, rendering }: Frozen,
    signed: Signed,
  ): Promise<readonly StoredFact[]> {
    const { how, at, name, strokes, attachmentId } = signed;
    const messageId = newId();
    const heading = `${rendering.title} · ${SIGNED[row.language][how]}`;
    const changed = await applyChange(sql, {
      conversationId: row.conversationId,
      patch: {},
      event: { type: 'message', at, byId: staff.id },
      message: {
        id: messageId,
        direction: 'note',
        text: `${heading}\n\n${formText(rendering.parts)}`,
        shownAt: at,
        createdAt: at,
        authorId: staff.id,
        status: 'received',
      },
    });
    await takeUploads(sql, staff.id, messageId, [attachmentId], null);
    const signature = sealSignature(this.keys, row.id, { name, strokes });
    await markSigned(sql, row.id, { how, at, signature, messageId });
    await this.audit.append(sql, staff, {
      action: 'interview.sign',
      objectKind: 'message',
      objectId: messageId,
    });
    return changed?.facts ?? [];
  }
}
