import type { SkillKind } from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { At, Id, Int, Jsonb, OptionalAt, Ref, Text } from './columns.js';
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
