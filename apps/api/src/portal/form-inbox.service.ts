import { Inject, Injectable } from '@nestjs/common';
import { Semaphore } from '@sila/access';
import { MOST_FORM_FILES, storedSubmission, type Submission, submissionEvents } from '@sila/channels';
import type { FormReceipt, SubmitForm } from '@sila/contracts';
import { bytesOf, Clock, FILE_STORE, type FileStore, Keys, Log } from '@sila/platform';
import { checkForm, covered, DomainError, type FormAnswers, type PortalForm, fieldsOf } from '@sila/domain';
import { Intake } from '@sila/intake';
import { randomInt } from 'node:crypto';
import { FormAccounts } from './form-accounts.service.js';
import { FormDrafts, uploaderOf } from './form-drafts.service.js';
import { openAnswers, sealAnswers } from './sealed-answers.js';
import {
  freeze,
  type FormUpload,
  isSubmitted,
  markSubmitted,
  type SubmissionRow,
  unfinished,
  uploadsFor,
} from './submission.queries.js';

/** Forms with files whose bytes are in memory at once, and how many more may wait. */
const AT_ONCE = 2;
const WAITING = 50;
const DRAWS = 20;

/** A form that is sent enters like everything else: stored raw, committed, acknowledged, understood later in its lane. */
@Injectable()
export class FormInbox {
  private readonly carrying = new Semaphore(AT_ONCE, WAITING);

  constructor(
    private readonly drafts: FormDrafts,
    private readonly accounts: FormAccounts,
    private readonly intake: Intake,
    private readonly keys: Keys,
    private readonly clock: Clock,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly log: Log,
  ) {}

  /**
   * Resolves after COMMIT with the number. Sending again gives the same number and has no further effect. Throws
   * `bad-request` with the fields at fault, `conflict` when another text was agreed to, `not-found` when the form was closed.
   */
  async submit(row: SubmissionRow, body: SubmitForm): Promise<FormReceipt> {
    if (row.submittedAt && row.reference) return { reference: row.reference };
    await this.accounts.nameOf(row.channelAccountId);
    const form = await this.accounts.definition(row.form, row.version);
    if (body.consent !== form.consent.version) throw new DomainError('conflict', { field: 'consent' });
    const frozen = row.reference ? row : await this.freeze(row, form, body);
    await this.carrying.run(() => this.handOverOnce(frozen, form));
    return { reference: frozen.reference ?? '' };
  }

  /** Hands over what was frozen by a process that then died. */
  async finish(): Promise<void> {
    for (const row of await unfinished(this.drafts.sql, this.clock.now())) {
      const form = await this.accounts.definition(row.form, row.version);
      await this.carrying.run(() => this.handOverOnce(row, form));
    }
  }

  /** From here on the answers stay as they are: a second try hands over what the first one froze. */
  private async freeze(row: SubmissionRow, form: PortalForm, body: SubmitForm): Promise<SubmissionRow> {
    const { values, faults } = checkForm(form, body.answers, this.clock.now());
    if (faults.length > 0) throw new DomainError('bad-request', { faults });
    await this.filesOf(row, form, values);
    const answers = sealAnswers(this.keys, row.id, values);
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const reference = String(randomInt(10_000_000, 100_000_000));
      const { language, consent } = body;
      const now = this.clock.now();
      const frozen = await freeze(this.drafts.sql, row.id, { reference, answers, language, consent, now });
      if (frozen) return frozen;
    }
    throw new DomainError('unavailable');
  }

  /** Two tries at the same time take each other's files away; the one that lost has nothing left to do. */
  private async handOverOnce(row: SubmissionRow, form: PortalForm): Promise<void> {
    try {
      await this.handOver(row, form);
    } catch (error) {
      if (!(await isSubmitted(this.drafts.sql, row.id))) throw error;
    }
  }

  private async handOver(row: SubmissionRow, form: PortalForm): Promise<void> {
    const values = openAnswers(this.keys, row);
    const uploads = await this.filesOf(row, form, values);
    const bytes = await Promise.all(uploads.map(({ storageKey }) => bytesOf(this.files, storageKey)));
    const sent = submissionOf(row, form, values, uploads);
    await this.intake.accept({
      hookId: null,
      channelAccountId: row.channelAccountId,
      request: storedSubmission(sent, bytes),
      events: submissionEvents(sent),
      receivedAt: this.clock.now(),
    });
    await markSubmitted(this.drafts.sql, row.id, this.clock.now());
    await this.drafts
      .dropFiles(row)
      .catch((error: unknown) => this.log.fail('files of a form were not removed', error));
  }

  /** The files that the answers name. Throws `bad-request` when one is not of this form, or there are too many. */
  private async filesOf(row: SubmissionRow, form: PortalForm, values: FormAnswers): Promise<FormUpload[]> {
    const ids = fieldsOf(form).flatMap(({ id, type }) => (type === 'file' ? [values[id] ?? []].flat() : []));
    if (ids.length === 0) return [];
    const own = await uploadsFor(this.drafts.sql, uploaderOf(row));
    const found = own.filter(({ id }) => ids.includes(id));
    if (found.length !== new Set(ids).size || found.length > MOST_FORM_FILES)
      throw new DomainError('bad-request', { field: 'files' });
    return found;
  }
}

function submissionOf(
  row: SubmissionRow,
  form: PortalForm,
  values: FormAnswers,
  uploads: readonly FormUpload[],
): Submission {
  return {
    type: 'submission',
    submissionId: row.id,
    reference: row.reference ?? '',
    language: row.language,
    form,
    version: row.version,
    consent: form.consent.version,
    values: covered(form, values),
    files: uploads.map(({ fileName, mediaType, size }) => ({ fileName, mediaType, size: Number(size) })),
  };
}
