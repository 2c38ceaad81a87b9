import type { Sql } from '@sila/database';
import type { FormName, Language } from '@sila/domain';
import type { QueryResultRow } from 'pg';

/** A form that is being filled, or was sent. */
export interface SubmissionRow extends QueryResultRow {
  readonly id: string;
  readonly channelAccountId: string;
  readonly form: FormName;
  readonly version: number;
  readonly language: Language;
  readonly answers: Buffer;
  readonly step: number;
  readonly contactHash: string | null;
  readonly reference: string | null;
  readonly consent: string | null;
  readonly submittedAt: Date | null;
}

const COLUMNS = `id, channel_account_id AS "channelAccountId", form, version, language, answers, step,
  contact_hash AS "contactHash", reference, consent, submitted_at AS "submittedAt"`;

export interface NewSubmission {
  readonly id: string;
  readonly channelAccountId: string;
  readonly form: FormName;
  readonly version: number;
  readonly language: Language;
  readonly answers: Buffer;
  readonly tokenHash: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

export async function insertSubmission(sql: Sql, row: NewSubmission): Promise<void> {
  await sql.query(
    `INSERT INTO form_submission (id, channel_account_id, form, version, language, answers, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.channelAccountId,
      row.form,
      row.version,
      row.language,
      row.answers,
      row.tokenHash,
      row.now,
      row.expiresAt,
    ],
  );
}

/** By the browser's key, while the form is not forgotten; null for every other key. */
export async function submissionByToken(
  sql: Sql,
  tokenHash: string,
  now: Date,
): Promise<SubmissionRow | null> {
  const rows = await sql.query<SubmissionRow>(
    `SELECT ${COLUMNS} FROM form_submission WHERE token_hash = $1 AND (expires_at IS NULL OR expires_at > $2)`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

/** Keeps answers of a form that has no number yet; what was sent stays as it was sent. */
export async function saveAnswers(
  sql: Sql,
  id: string,
  {
    answers,
    step,
    language,
    expiresAt,
  }: { answers: Buffer; step: number; language: Language; expiresAt: Date },
): Promise<void> {
  await sql.query(
    `UPDATE form_submission SET answers = $2, step = $3, language = $4, expires_at = $5 WHERE id = $1 AND reference IS NULL`,
    [id, answers, step, language, expiresAt],
  );
}

/**
 * Freezes the answers under a number, once: whoever comes second gets what the first one froze. Null when the number is
 * another form's.
 */
export async function freeze(
  sql: Sql,
  id: string,
  frozen: { reference: string; answers: Buffer; language: Language; consent: string; now: Date },
): Promise<SubmissionRow | null> {
  const rows = await sql.query<SubmissionRow>(
    `UPDATE form_submission SET
       answers = CASE WHEN reference IS NULL THEN $3 ELSE answers END,
       language = CASE WHEN reference IS NULL THEN $4 ELSE language END,
       consent = coalesce(consent, $5), frozen_at = coalesce(frozen_at, $6), reference = coalesce(reference, $2)
     WHERE id = $1 AND (reference IS NOT NULL OR NOT EXISTS (SELECT 1 FROM form_submission WHERE reference = $2))
     RETURNING ${COLUMNS}`,
    [id, frozen.reference, frozen.answers, frozen.language, frozen.consent, frozen.now],
  );
  return rows[0] ?? null;
}

/** Marks a form as handed over: it is kept now, and no code leads to it any more. */
export async function markSubmitted(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query(
    `UPDATE form_submission SET submitted_at = coalesce(submitted_at, $2), expires_at = NULL, contact_hash = NULL,
       code_hash = NULL, code_expires_at = NULL WHERE id = $1`,
    [id, now],
  );
}

export async function isSubmitted(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM form_submission WHERE id = $1 AND submitted_at IS NOT NULL', [
    id,
  ]);
  return rows.length > 0;
}

/** Forms with a number that nobody has handed over for a minute. */
export function unfinished(sql: Sql, now: Date): Promise<SubmissionRow[]> {
  return sql.query<SubmissionRow>(
    `SELECT ${COLUMNS} FROM form_submission
     WHERE reference IS NOT NULL AND submitted_at IS NULL AND frozen_at < $1::timestamptz - interval '1 minute'
     ORDER BY frozen_at LIMIT 50`,
    [now],
  );
}

/** The code with which a form can be taken up elsewhere. */
export interface ResumeCode {
  readonly contactHash: string;
  readonly codeHash: string | null;
  readonly codeExpiresAt: Date | null;
}

export async function setResumeCode(sql: Sql, id: string, code: ResumeCode): Promise<void> {
  await sql.query(
    `UPDATE form_submission SET contact_hash = $2, code_hash = $3, code_expires_at = $4, code_tries = 0
     WHERE id = $1 AND reference IS NULL`,
    [id, code.contactHash, code.codeHash, code.codeExpiresAt],
  );
}

/** The newest form that waits for this address; null when there is none. */
export async function waitingFor(sql: Sql, contactHash: string, now: Date): Promise<SubmissionRow | null> {
  const rows = await sql.query<SubmissionRow>(
    `SELECT ${COLUMNS} FROM form_submission
     WHERE contact_hash = $1 AND reference IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 1`,
    [contactHash, now],
  );
  return rows[0] ?? null;
}

/** Counts a try before anybody looks at the code, so that tries at the same time count too; null when none is left. */
export async function countTry(
  sql: Sql,
  contactHash: string,
  most: number,
  now: Date,
): Promise<{ readonly id: string; readonly codeHash: string } | null> {
  const rows = await sql.query<{ id: string; codeHash: string }>(
    `UPDATE form_submission SET code_tries = code_tries + 1
     WHERE id = (SELECT id FROM form_submission WHERE contact_hash = $1 AND reference IS NULL AND expires_at > $3
                   AND code_hash IS NOT NULL ORDER BY id DESC LIMIT 1)
       AND code_tries < $2 AND code_expires_at > $3 AND code_hash IS NOT NULL
     RETURNING id, code_hash AS "codeHash"`,
    [contactHash, most, now],
  );
  return rows[0] ?? null;
}

/** Gives the form to a new browser: the code is used up and the old key is worth nothing. True for the first who comes. */
export async function takeUp(sql: Sql, id: string, codeHash: string, tokenHash: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE form_submission SET token_hash = $3, code_hash = NULL, code_expires_at = NULL
     WHERE id = $1 AND code_hash = $2 RETURNING 1`,
    [id, codeHash, tokenHash],
  );
  return rows.length > 0;
}

export interface FormUpload extends QueryResultRow {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: string;
  readonly storageKey: string;
}

/** The files of a form that is being filled. */
export function uploadsFor(sql: Sql, uploadedBy: string): Promise<FormUpload[]> {
  return sql.query<FormUpload>(
    `SELECT id, file_name AS "fileName", media_type AS "mediaType", size, storage_key AS "storageKey" FROM attachment
     WHERE uploaded_by = $1 AND message_id IS NULL AND state = 'ready' ORDER BY id`,
    [uploadedBy],
  );
}

/** Forgets files of forms; gives where their bytes are. */
export async function forgetUploads(sql: Sql, uploadedBy: string): Promise<string[]> {
  const rows = await sql.query<{ storageKey: string }>(
    `DELETE FROM attachment WHERE uploaded_by = $1 AND message_id IS NULL RETURNING storage_key AS "storageKey"`,
    [uploadedBy],
  );
  return rows.map((row) => row.storageKey);
}

/** Forgets one form that was never sent. */
export async function forgetSubmission(sql: Sql, id: string): Promise<void> {
  await sql.query('DELETE FROM form_submission WHERE id = $1 AND reference IS NULL', [id]);
}

/** Forms whose time is over. */
export async function expiredSubmissions(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'SELECT id FROM form_submission WHERE expires_at < $1 AND reference IS NULL ORDER BY expires_at LIMIT 500',
    [now],
  );
  return rows.map((row) => row.id);
}

/** The form behind a message: its sender's address is the form's id. */
export async function submissionOfMessage(sql: Sql, messageId: string): Promise<SubmissionRow | null> {
  const rows = await sql.query<SubmissionRow>(
    `SELECT ${COLUMNS} FROM form_submission WHERE id = (
       SELECT address::uuid FROM message WHERE id = $1 AND address_kind = 'visitor' AND meta->'form' IS NOT NULL)`,
    [messageId],
  );
  return rows[0] ?? null;
}
