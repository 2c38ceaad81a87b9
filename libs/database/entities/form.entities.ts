import type { FormName, Language } from '@sila/domain';
import { Entity, ForeignKey, Index, Unique } from 'typeorm';
import { At, Bytes, Id, Int, OptionalAt, OptionalText, Ref, Text } from './columns.js';
import { ChannelAccount } from './directory.entities.js';

/** A form of the portal, from its first page on: kept while it is filled, frozen once it was sent. */
@Entity('form_submission')
@Unique(['tokenHash'])
@Unique(['reference'])
@Index('ix_form_submission_contact', ['contactHash'], { where: 'contact_hash IS NOT NULL' })
@Index('ix_form_submission_frozen', ['frozenAt'], {
  where: 'frozen_at IS NOT NULL AND submitted_at IS NULL',
})
@Index('ix_form_submission_expiry', ['expiresAt'], { where: 'expires_at IS NOT NULL' })
export class FormSubmission {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() form: FormName;
  /** Of the setting that defined the form when it was begun. */
  @Int() version: number;
  @Text() language: Language;
  /** Encrypted. */
  @Bytes() answers: Buffer;
  @Int({ default: 0 }) step: number;
  /** Of the browser's key; a new one is made when the form is taken up elsewhere. */
  @Text() tokenHash: string;
  /** Keyed digest of the address to come back with. */
  @OptionalText() contactHash: string | null;
  @OptionalText() codeHash: string | null;
  @OptionalAt() codeExpiresAt: Date | null;
  @Int({ default: 0 }) codeTries: number;
  /** The number the person was told. */
  @OptionalText() reference: string | null;
  @OptionalText() consent: string | null;
  /** When the answers were frozen under the number. */
  @OptionalAt() frozenAt: Date | null;
  /** When the form was handed to intake. */
  @OptionalAt() submittedAt: Date | null;
  @At() createdAt: Date;
  /** When it is forgotten unless it is sent; null once it was. */
  @OptionalAt() expiresAt: Date | null;
}
