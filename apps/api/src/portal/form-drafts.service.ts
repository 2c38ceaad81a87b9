import { Inject, Injectable } from '@nestjs/common';
import type { AttachmentView, DraftKey, FormDraft, OpenDraft, SaveFormDraft } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError, type FormAnswers } from '@sila/domain';
import { Clock, FILE_STORE, type FileStore, Keys, newId, newToken, sha256 } from '@sila/platform';
import { DataSource } from 'typeorm';
import { FormAccounts } from './form-accounts.service.js';
import { openAnswers, sealAnswers } from './sealed-answers.js';
import {
  expiredSubmissions,
  forgetSubmission,
  forgetUploads,
  type FormUpload,
  insertSubmission,
  saveAnswers,
  submissionByToken,
  type SubmissionRow,
  uploadsFor,
} from './submission.queries.js';

/** How long a form that nobody touches is kept. */
export const KEPT_DAYS = 30;
const HOUR_MS = 3_600_000;

/** The owner of a form's files until it is sent. */
export const uploaderOf = ({ id }: { readonly id: string }): string => `form:${id}`;

/** Forms while they are filled: kept on the server as they go, encrypted, for whoever holds the key of the draft. */
@Injectable()
export class FormDrafts {
  readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly accounts: FormAccounts,
    private readonly keys: Keys,
    private readonly clock: Clock,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Begins a form. Throws `not-found` for accounts that are no open form, `gone` for settings that never were. */
  async open({ accountId, version, language }: OpenDraft): Promise<DraftKey> {
    const form = await this.accounts.nameOf(accountId);
    await this.accounts.definition(form, version);
    const [id, token, now] = [newId(), newToken(), this.clock.now()];
    await insertSubmission(this.sql, {
      id,
      channelAccountId: accountId,
      form,
      version,
      language,
      answers: sealAnswers(this.keys, id, {}),
      tokenHash: sha256(token),
      now,
      expiresAt: this.expiry(),
    });
    return { token };
  }

  /** The form of a key. Throws `unauthenticated` for keys of none, and of one that went on elsewhere. */
  async ofToken(token: string): Promise<SubmissionRow> {
    const row = await submissionByToken(this.sql, sha256(token), this.clock.now());
    if (!row) throw new DomainError('unauthenticated');
    return row;
  }

  async save(row: SubmissionRow, { answers, step, language }: SaveFormDraft): Promise<void> {
    const sealed = sealAnswers(this.keys, row.id, answers);
    await saveAnswers(this.sql, row.id, { answers: sealed, step, language, expiresAt: this.expiry() });
  }

  async view(row: SubmissionRow): Promise<FormDraft> {
    const [form, uploads] = await Promise.all([
      this.accounts.definition(row.form, row.version),
      uploadsFor(this.sql, uploaderOf(row)),
    ]);
    const { channelAccountId: accountId, step, language, reference } = row;
    const answers = mutable(openAnswers(this.keys, row));
    return { accountId, form, answers, step, language, files: uploads.map(viewOf), reference };
  }

  /** Forgets a form at its owner's wish. One that was sent is no longer theirs alone and stays. */
  async forget(row: Pick<SubmissionRow, 'id'>): Promise<void> {
    await forgetSubmission(this.sql, row.id);
    await this.dropFiles(row);
  }

  /** Takes the files of a form away, once its message carries them or nobody wants them. */
  async dropFiles(row: Pick<SubmissionRow, 'id'>): Promise<void> {
    for (const key of await forgetUploads(this.sql, uploaderOf(row))) await this.files.remove(key);
  }

  /** Forgets the forms that nobody has touched for so long. */
  async sweep(): Promise<void> {
    for (const id of await expiredSubmissions(this.sql, this.clock.now())) await this.forget({ id });
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + KEPT_DAYS * 24 * HOUR_MS);
  }
}

function viewOf({ id, fileName, mediaType, size }: FormUpload): AttachmentView {
  return { id, fileName, mediaType, size: Number(size), state: 'ready', reason: null, inline: false };
}

function mutable(answers: FormAnswers): FormDraft['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([field, value]) => [field, typeof value === 'string' ? value : [...value]]),
  );
}
