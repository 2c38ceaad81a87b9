import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import type { RevealedAnswers } from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { SettingService, Transactions } from '@sila/directory';
import { DomainError, fieldsOf, formParts, isSensitive } from '@sila/domain';
import { Keys } from '@sila/platform';
import { openAnswers } from './sealed-answers.js';
import { submissionOfMessage } from './submission.queries.js';

/** The sensitive answers of a form, for whoever may read its conversation: each look is written down (security.md §3). */
@Injectable()
export class FormAnswersService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly settings: SettingService,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly keys: Keys,
  ) {}

  /** Throws `not-found` for messages that are no form. */
  async reveal(staff: CurrentStaff, messageId: string): Promise<RevealedAnswers> {
    await this.access.demandMessage(staff, messageId, 'read');
    const row = await submissionOfMessage(this.transactions.reader, messageId);
    if (!row) throw new DomainError('not-found');
    const { forms } = await this.settings.formsOf(row.version);
    const form = forms.find(({ name }) => name === row.form);
    if (!form) throw new DomainError('gone');
    const fields = fieldsOf(form).flatMap(({ id, type }) => (isSensitive(type) ? [id] : []));
    await this.transactions.run((tx) =>
      this.audit.append(tx.sql, staff, {
        action: 'form.reveal',
        objectKind: 'message',
        objectId: messageId,
        fields,
      }),
    );
    const parts = formParts(form, openAnswers(this.keys, row), row.language, 'whole');
    return { lines: parts.flatMap(({ lines }) => lines.filter(({ field }) => fields.includes(field))) };
  }
}
