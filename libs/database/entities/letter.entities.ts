import type { LetterState, ReadPage } from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { At, Int, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Conversation } from './conversation.entities.js';
import { ChannelAccount, Staff } from './directory.entities.js';
import { Message } from './message.entities.js';

/** The paper behind a message: a scan that is read and confirmed, or an answer that is printed and leaves. */
@Entity('letter')
@Index(['conversationId'])
@Index('ix_letter_state', ['state', 'messageId'])
@Index('ix_letter_waiting', ['nextTryAt'], { where: "state = 'reading'" })
export class Letter {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Message) messageId: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() direction: 'in' | 'out';
  @Text() state: LetterState;
  @At() stateAt: Date;
  /** Why a scan can't be read, or why a letter came back. */
  @OptionalText() reason: string | null;
  @OptionalText() trackingNumber: string | null;
  /** Key of the document in the file store. */
  @OptionalText() documentKey: string | null;
  /** What was read, each page with the key of its picture. */
  @Jsonb({ nullable: true }) pages: (ReadPage & { pictureKey: string })[] | null;
  @Int({ nullable: true }) pageCount: number | null;
  @OptionalRef() @ForeignKey(() => Staff) verifiedBy: string | null;
  @OptionalAt() verifiedAt: Date | null;
  @Int({ default: 0 }) tries: number;
  @OptionalAt() nextTryAt: Date | null;
}
