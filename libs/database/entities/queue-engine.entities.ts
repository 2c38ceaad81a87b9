import type { ClockKind, ClockResult, ClockState, PresenceState, PromiseRule, SkillKind } from '@sila/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { At, Id, Int, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Conversation } from './conversation.entities.js';
import { Queue, Staff } from './directory.entities.js';

/** Something that people can do and conversations may ask for. */
@Entity('skill')
export class Skill {
  @Id() id: string;
  @Text() nameAr: string;
  @Text() nameEn: string;
  @Text() kind: SkillKind;
  @OptionalAt() archivedAt: Date | null;
  @At() createdAt: Date;
}

/** How well somebody can do it, 1 to 5. */
@Entity('staff_skill')
export class StaffSkill {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Skill, { onDelete: 'CASCADE' }) skillId: string;
  @Int() level: number;
}

/** A time that somebody was in one state; for staffing only (policy P11), forgotten after 400 days. */
@Entity('presence_span')
@Index(['endedAt'])
export class PresenceSpan {
  @Id() id: string;
  @Ref() @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @Text() state: PresenceState;
  @OptionalText() reason: string | null;
  @At() startedAt: Date;
  @At() endedAt: Date;
}

/** Why routing gave a conversation to somebody: what it looked at and what it came to. Ids and numbers only. */
@Entity('routing_decision')
@Index(['conversationId', 'at'])
@Index(['at'])
export class RoutingDecision {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Ref() @ForeignKey(() => Queue) queueId: string;
  @Ref() @ForeignKey(() => Staff) staffId: string;
  @At() at: Date;
  @Jsonb() inputs: unknown;
  @Jsonb() outcome: unknown;
}

/** A conversation that is offered to a colleague; it stays with the giver until it is accepted. */
@Entity('hand_over')
@Index('ix_hand_over_open', ['conversationId'], { unique: true, where: "state = 'offered'" })
@Index(['conversationId'])
export class HandOver {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Ref() @ForeignKey(() => Staff) fromId: string;
  @Ref() @ForeignKey(() => Staff) toId: string;
  @Text() reason: string;
  @Text({ default: 'offered' }) state: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
  @At() offeredAt: Date;
  @At() expiresAt: Date;
  @OptionalAt() decidedAt: Date | null;
  /** Why it was declined. */
  @OptionalText() answer: string | null;
}

/** A conversation that people moved to another queue than a rule had sent it to. */
@Entity('routing_correction')
@Index(['at'])
export class RoutingCorrection {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  /** Null when no rule matched and the default queue took it. */
  @OptionalText() ruleId: string | null;
  @OptionalText() ruleName: string | null;
  @Column({ type: 'integer', nullable: true }) ruleVersion: number | null;
  @Text() kind: 'transferred' | 'referred' | 'assigned';
  @Ref() @ForeignKey(() => Queue) fromQueueId: string;
  @Ref() @ForeignKey(() => Queue) toQueueId: string;
  @OptionalRef() @ForeignKey(() => Staff) byId: string | null;
  @Text() reason: string;
  /** The person's newest message when it was moved. */
  @OptionalRef() messageId: string | null;
  @At() at: Date;
}

/** One clock of a conversation. At most one of a kind runs or is stopped at a time. */
@Entity('conversation_clock')
@Index('ix_conversation_clock_current', ['conversationId', 'kind'], {
  unique: true,
  where: "state <> 'ended'",
})
@Index('ix_conversation_clock_next', ['nextAt'], { where: "state = 'running'" })
@Index(['conversationId', 'startedAt'])
export class ConversationClock {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Text() kind: ClockKind;
  @Text({ default: 'running' }) state: ClockState;
  @OptionalText() result: ClockResult | null;
  /** The rule of promises it was started by, as it was then. */
  @Jsonb({ nullable: true }) rule: PromiseRule | null;
  @At() startedAt: Date;
  @OptionalAt() warnAt: Date | null;
  /** Null while it is stopped. */
  @OptionalAt() dueAt: Date | null;
  /** Business milliseconds that were left when it was stopped. */
  @Column({ type: 'bigint', nullable: true }) leftMs: string | null;
  @OptionalAt() warnedAt: Date | null;
  @OptionalAt() brokenAt: Date | null;
  /** How many steps of the escalation were taken. */
  @Int({ default: 0 }) step: number;
  /** When the worker must look at it next. */
  @OptionalAt() nextAt: Date | null;
  @OptionalAt() endedAt: Date | null;
  @OptionalText() note: string | null;
}
