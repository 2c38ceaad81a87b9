import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type {
  BeginInterview,
  ConversationInterviews,
  InterviewDetail,
  InterviewForm,
  InterviewRendering,
  SaveInterview,
} from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { SettingService } from '@sila/directory';
import { checkForm, DomainError, formParts } from '@sila/domain';
import { Clock, Keys, newId, sha256 } from '@sila/platform';
import { DataSource } from 'typeorm';
import { Desks } from './desks.service.js';
import {
  freezeInterview,
  insertInterview,
  interviewById,
  type InterviewRow,
  interviewsOf,
  saveDraft,
} from './interview.queries.js';
import {
  openInterviewAnswers,
  openRendering,
  sealInterviewAnswers,
  sealRendering,
} from './interview.seals.js';
import { ticketOf } from './ticket.queries.js';

/** Guided interviews beside a conversation: begun, filled, read back. Who may answer there holds them. */
@Injectable()
export class InterviewService {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly desks: Desks,
    private readonly settings: SettingService,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  async list(staff: CurrentStaff, conversationId: string): Promise<ConversationInterviews> {
    const rights = await this.access.demand(staff, conversationId, 'read');
    const rows = await interviewsOf(this.sql, conversationId);
    const interviews = await Promise.all(
      rows.map(async ({ form, version, language, ...brief }) => ({
        ...brief,
        title: (await this.definition(form, version)).title[language],
      })),
    );
    const ticket = await ticketOf(this.sql, conversationId);
    const mayBegin = rights.has('reply') && ticket !== null;
    const { interviews: forms } = (await this.settings.forms()).value;
    return {
      interviews,
      counters: ticket ? (await this.desks.byId(ticket.accountId)).desk.counters : 0,
      forms: mayBegin ? forms.map(({ name, title }) => ({ name, titleAr: title.ar, titleEn: title.en })) : [],
    };
  }

  /** Begins an interview of who came with the conversation's newest ticket. Throws `conflict` without one, `not-found` for unknown forms. */
  async begin(
    staff: CurrentStaff,
    conversationId: string,
    { form, language }: BeginInterview,
  ): Promise<InterviewDetail> {
    await this.access.demand(staff, conversationId, 'reply');
    const ticket = await ticketOf(this.sql, conversationId);
    const { value, version } = await this.settings.forms();
    if (!value.interviews.some(({ name }) => name === form)) throw new DomainError('not-found');
    if (!ticket) throw new DomainError('conflict', { reason: 'no-ticket' });
    const { desk } = await this.desks.byId(ticket.accountId);
    const id = newId();
    await insertInterview(this.sql, {
      id,
      conversationId,
      ticketId: ticket.id,
      form,
      version,
      language,
      answers: sealInterviewAnswers(this.keys, id, {}),
      reference: desk.referenceOf(id),
      heldBy: staff.id,
      now: this.clock.now(),
    });
    return this.detail(staff, id);
  }

  /** Answers are shown while they are being filled, to who may go on filling; afterwards only what was signed. */
  async detail(staff: CurrentStaff, id: string): Promise<InterviewDetail> {
    const row = await this.row(staff, id, 'read');
    const rights = await this.access.demand(staff, row.conversationId, 'read');
    const form = await this.definition(row.form, row.version);
    const open = row.state !== 'signed' && rights.has('reply');
    const { conversationId, language, revision, state, heldBy } = row;
    const { signedHow, messageId, digest, reference } = row;
    return {
      id,
      conversationId,
      language,
      revision,
      state,
      heldBy,
      signedHow,
      messageId,
      digest,
      reference,
      title: form.title[language],
      createdAt: row.createdAt.toISOString(),
      signedAt: row.signedAt?.toISOString() ?? null,
      form: open ? form : null,
      answers: open ? openInterviewAnswers(this.keys, row) : null,
      rendering: openRendering(this.keys, row),
    };
  }

  /** Throws `old-version` when somebody saved meanwhile, `conflict` once it was signed. */
  async save(
    staff: CurrentStaff,
    id: string,
    { revision, answers }: SaveInterview,
  ): Promise<InterviewDetail> {
    const row = await this.row(staff, id, 'reply');
    refuseSigned(row);
    if (!(await saveDraft(this.sql, id, revision, sealInterviewAnswers(this.keys, id, answers))))
      throw new DomainError('old-version');
    return this.detail(staff, id);
  }

  /** Freezes the answers as they are read to the person. Throws `bad-request` with the faults, `old-version`, `conflict`. */
  async readBack(staff: CurrentStaff, id: string, revision: number): Promise<InterviewDetail> {
    const row = await this.row(staff, id, 'reply');
    refuseSigned(row);
    const at = this.clock.now();
    const rendering = this.renderingOf(row, await this.definition(row.form, row.version), at);
    const sealed = sealRendering(this.keys, id, rendering);
    const digest = sha256(JSON.stringify(rendering));
    if (!(await freezeInterview(this.sql, id, revision, { rendering: sealed, digest, at })))
      throw new DomainError('old-version');
    return this.detail(staff, id);
  }

  private renderingOf(row: InterviewRow, form: InterviewForm, at: Date): InterviewRendering {
    const { values, faults } = checkForm(form, openInterviewAnswers(this.keys, row), at);
    if (faults.length > 0) throw new DomainError('bad-request', { faults });
    const name = values[form.nameField];
    return {
      title: form.title[row.language],
      personName: typeof name === 'string' ? name : row.personName,
      parts: formParts(form, values, row.language).map(({ title, lines }) => ({ title, lines: [...lines] })),
      statement: form.consent.text[row.language],
      consent: form.consent.version,
      frozenAt: at.toISOString(),
    };
  }

  private async row(staff: CurrentStaff, id: string, right: 'read' | 'reply'): Promise<InterviewRow> {
    const row = await interviewById(this.sql, id);
    if (!row) throw new DomainError('not-found');
    await this.access.demand(staff, row.conversationId, right);
    return row;
  }

  private async definition(name: string, version: number): Promise<InterviewForm> {
    const { interviews } = await this.settings.formsOf(version);
    const form = interviews.find((one) => one.name === name);
    if (!form) throw new DomainError('gone', { form: name });
    return form;
  }
}

function refuseSigned({ state }: InterviewRow): void {
  if (state === 'signed') throw new DomainError('conflict', { reason: 'signed' });
}
