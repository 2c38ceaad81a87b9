import type { InterviewBrief } from '@sila/contracts';
import { isoOf, type Sql } from '@sila/database';
import type { InterviewState, Language, SignatureWay } from '@sila/domain';

export interface InterviewRow {
  readonly id: string;
  readonly conversationId: string;
  readonly deskId: string;
  readonly ticket: string;
  readonly form: string;
  readonly version: number;
  readonly language: Language;
  readonly state: InterviewState;
  readonly revision: number;
  readonly answers: Buffer;
  readonly rendering: Buffer | null;
  readonly digest: string | null;
  readonly reference: string;
  readonly heldBy: { readonly id: string; readonly name: string };
  readonly createdAt: Date;
  readonly signedAt: Date | null;
  readonly signedHow: SignatureWay | null;
  readonly messageId: string | null;
  readonly number: number;
  readonly personName: string;
  readonly [column: string]: unknown;
}

const SELECT = `SELECT w.id, w.conversation_id AS "conversationId", t.channel_account_id AS "deskId", t.label AS ticket, w.form, w.version,
    w.language, w.state, w.revision, w.answers, w.rendering, w.digest, w.reference,
    json_build_object('id', s.id, 'name', s.name) AS "heldBy", w.created_at AS "createdAt", w.signed_at AS "signedAt",
    w.signed_how AS "signedHow", w.message_id AS "messageId", c.number::int AS number, k.name AS "personName"
  FROM interview w JOIN ticket t ON t.id = w.ticket_id JOIN staff s ON s.id = w.held_by
  JOIN conversation c ON c.id = w.conversation_id JOIN contact k ON k.id = c.contact_id`;

export async function interviewById(sql: Sql, id: string): Promise<InterviewRow | null> {
  const rows = await sql.query<InterviewRow>(`${SELECT} WHERE w.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The same, locked to the end of the transaction. The caller holds the conversation's lock. */
export async function lockInterview(sql: Sql, id: string): Promise<InterviewRow | null> {
  const rows = await sql.query<InterviewRow>(`${SELECT} WHERE w.id = $1 FOR UPDATE OF w`, [id]);
  return rows[0] ?? null;
}

/** The interviews of a conversation without their contents, the newest first; the title is filled in by the service. */
export async function interviewsOf(
  sql: Sql,
  conversationId: string,
): Promise<(Omit<InterviewBrief, 'title'> & Pick<InterviewRow, 'form' | 'version' | 'language'>)[]> {
  return sql.query(
    `SELECT w.id, w.form, w.version, w.language, w.state, ${isoOf('w.created_at')} AS "createdAt",
            json_build_object('id', s.id, 'name', s.name) AS "heldBy", ${isoOf('w.signed_at')} AS "signedAt",
            w.signed_how AS "signedHow", w.message_id AS "messageId"
     FROM interview w JOIN staff s ON s.id = w.held_by WHERE w.conversation_id = $1 ORDER BY w.created_at DESC`,
    [conversationId],
  );
}

export async function insertInterview(
  sql: Sql,
  row: {
    readonly id: string;
    readonly conversationId: string;
    readonly ticketId: string;
    readonly form: string;
    readonly version: number;
    readonly language: Language;
    readonly answers: Buffer;
    readonly reference: string;
    readonly heldBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO interview (id, conversation_id, ticket_id, form, version, language, state, answers, reference, held_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9, $10)`,
    [
      row.id,
      row.conversationId,
      row.ticketId,
      row.form,
      row.version,
      row.language,
      row.answers,
      row.reference,
      row.heldBy,
      row.now,
    ],
  );
}

/** Saves answers over the revision they were made from; false when it is another one by now, or the interview was signed. */
export async function saveDraft(sql: Sql, id: string, revision: number, answers: Buffer): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE interview SET answers = $3, revision = revision + 1, state = 'draft', rendering = NULL, digest = NULL, frozen_at = NULL
     WHERE id = $1 AND revision = $2 AND state <> 'signed' RETURNING 1`,
    [id, revision, answers],
  );
  return rows.length > 0;
}

/** Freezes what is read back, unless the answers changed meanwhile. */
export async function freezeInterview(
  sql: Sql,
  id: string,
  revision: number,
  frozen: { readonly rendering: Buffer; readonly digest: string; readonly at: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE interview SET state = 'read-back', rendering = $3, digest = $4, frozen_at = $5
     WHERE id = $1 AND revision = $2 AND state <> 'signed' RETURNING 1`,
    [id, revision, frozen.rendering, frozen.digest, frozen.at],
  );
  return rows.length > 0;
}

export async function markSigned(
  sql: Sql,
  id: string,
  signed: {
    readonly how: SignatureWay;
    readonly at: Date;
    readonly signature: Buffer;
    readonly messageId: string;
  },
): Promise<void> {
  await sql.query(
    `UPDATE interview SET state = 'signed', signed_how = $2, signed_at = $3, signature = $4, message_id = $5 WHERE id = $1`,
    [id, signed.how, signed.at, signed.signature, signed.messageId],
  );
}
