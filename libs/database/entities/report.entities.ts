import type { CloseOutcome, ConversationStatus, ReportKind } from '@sila/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { At, Int, OptionalAt, OptionalText, Ref, Text } from './columns.js';
import { Conversation } from './conversation.entities.js';

/** One conversation as reports count it, rolled up by the worker from everything that happened up to `seq`. */
@Entity('report_conversation')
@Index(['queueId', 'arrivedAt'])
@Index('ix_report_conversation_open', ['conversationId'], { where: "status = 'open'" })
export class ReportConversation {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Conversation, { onDelete: 'CASCADE' })
  conversationId: string;
  @Int() seq: number;
  @Ref() queueId: string;
  @Text() channel: string;
  @OptionalText() topic: string | null;
  @Text() status: ConversationStatus;
  @Text() kind: ReportKind;
  @OptionalText() closeOutcome: CloseOutcome | null;
  @At() arrivedAt: Date;
  @OptionalAt() answeredAt: Date | null;
  @OptionalAt() closedAt: Date | null;
  /** Opening time until the first answer. */
  @Column({ type: 'integer', nullable: true }) waitSeconds: number | null;
  /** Whether the first answer came as promised; null where nothing was promised, or the time is not over. */
  @Column({ type: 'boolean', nullable: true }) kept: boolean | null;
  /** Opening time until it was closed. */
  @Column({ type: 'integer', nullable: true }) resolutionSeconds: number | null;
  /** What somebody worked on it, for staffing only (P11). */
  @Int() handlingSeconds: number;
  @Int() messages: number;
  @Int() answers: number;
  @Int() reopens: number;
  @Int() moves: number;
}

/** A conversation went to another queue, and why. */
@Entity('report_move')
export class ReportMove {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Conversation, { onDelete: 'CASCADE' })
  conversationId: string;
  @PrimaryColumn({ type: 'integer' }) seq: number;
  @At() at: Date;
  @Ref() fromQueueId: string;
  @Ref() toQueueId: string;
  @Text() code: string;
  @OptionalText() reason: string | null;
}
