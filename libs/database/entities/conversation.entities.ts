import type {
  AssignmentReason,
  CloseOutcome,
  ConversationState,
  ConversationStatus,
  HandOverState,
  Language,
  SkillNeed,
  SnippetKind,
} from '@sila/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { At, Id, Int, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Contact } from './contact.entities.js';
import { ChannelAccount, Queue, Staff } from './directory.entities.js';

/** One matter with one person: the row everything else looks at. */
@Entity('conversation')
@Unique(['number'])
@Index('ix_conversation_contact', ['contactId', 'id'])
@Index('ix_conversation_mine', ['assigneeId', 'lastMessageAt', 'id'], { where: "status = 'open'" })
@Index('ix_conversation_waiting', ['queueId', 'priority', 'waitingSince', 'id'], {
  where: "status = 'open' AND assignee_id IS NULL",
})
@Index('ix_conversation_open', ['queueId', 'lastMessageAt', 'id'], { where: "status = 'open'" })
@Index('ix_conversation_unassigned', ['queueId', 'lastMessageAt', 'id'], {
  where: "status = 'open' AND assignee_id IS NULL",
})
@Index('ix_conversation_closed', ['queueId', 'closedAt', 'id'], { where: "status = 'closed'" })
@Index('ix_conversation_closed_at', ['closedAt'], { where: "status = 'closed'" })
@Index('ix_conversation_closed_mine', ['assigneeId', 'closedAt', 'id'], { where: "status = 'closed'" })
export class Conversation implements ConversationState {
  @Id() id: string;
  /** The short number people use, from a sequence. */
  @Column({ type: 'bigint', default: () => "nextval('conversation_number')" }) number: string;
  @Ref() @ForeignKey(() => Contact) contactId: string;
  /** The channel account of the last message. */
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Ref() @ForeignKey(() => Queue) queueId: string;
  @OptionalRef() @ForeignKey(() => Staff) assigneeId: string | null;
  @Text({ default: 'open' }) status: ConversationStatus;
  @Int({ default: 0 }) priority: number;
  /** Taken by every change from the locked row: gap-free, in commit order. */
  @Int({ default: 0 }) seq: number;
  /** The fence of assign, claim and close. */
  @Int({ default: 0 }) version: number;
  @OptionalText() subject: string | null;
  @Text({ default: '' }) snippet: string;
  @Text({ default: 'in' }) snippetDirection: 'in' | 'out' | 'note' | 'notice';
  /** What the snippet stands for when it is more than words. */
  @OptionalText() snippetKind: SnippetKind | null;
  @OptionalText() language: Language | null;
  @At() lastMessageAt: Date;
  @OptionalAt() waitingSince: Date | null;
  @OptionalAt() firstResponseAt: Date | null;
  @Jsonb({ nullable: true }) reason: AssignmentReason | null;
  /** Skills it asks for. */
  @Jsonb({ default: [] }) needs: SkillNeed[];
  /** The wait (its `waitingSince`) whose broken promise was acted on. */
  @OptionalAt() escalatedWait: Date | null;
  /** Who answered this person last; routing prefers them. */
  @OptionalRef() lastOfficerId: string | null;
  /** When that was: set with every change of `lastOfficerId`. */
  @OptionalAt() lastOfficerAt: Date | null;
  @OptionalRef() @ForeignKey(() => Conversation) mayBelongTo: string | null;
  @OptionalRef() @ForeignKey(() => Conversation) mergedInto: string | null;
  @OptionalAt() closedAt: Date | null;
  @OptionalText() closeOutcome: CloseOutcome | null;
  /** What it was about, of the association's topics. */
  @OptionalText() topic: string | null;
  @At() createdAt: Date;
}

/** One change of a conversation. */
@Entity('conversation_event')
export class ConversationEvent {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Conversation) conversationId: string;
  @PrimaryColumn({ type: 'integer' }) seq: number;
  @Text() type: string;
  @OptionalRef() messageId: string | null;
  @OptionalRef() byId: string | null;
  @Jsonb({ default: {} }) data: Record<string, unknown>;
  @At() at: Date;
}

/** Every ownership a conversation had, with its reason. */
@Entity('assignment')
@Index(['conversationId', 'version'])
export class Assignment {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Int() version: number;
  @OptionalRef() @ForeignKey(() => Staff) assigneeId: string | null;
  @Ref() @ForeignKey(() => Queue) queueId: string;
  @OptionalRef() @ForeignKey(() => Staff) byId: string | null;
  @Jsonb({ nullable: true }) reason: AssignmentReason | null;
  /** The decision of routing behind it. */
  @OptionalRef() decisionId: string | null;
  @At() at: Date;
}

/** A conversation that somebody offered to a colleague. It stays where it is until they accept; one offer at a time. */
@Entity('hand_over')
@Index(['conversationId', 'at'])
@Index('ix_hand_over_offered', ['conversationId'], { unique: true, where: "state = 'offered'" })
export class HandOver {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Ref() @ForeignKey(() => Staff) fromId: string;
  @Ref() @ForeignKey(() => Staff) toId: string;
  @Text() reason: string;
  @Text({ default: 'offered' }) state: HandOverState;
  @OptionalText() declineReason: string | null;
  @At() at: Date;
  @OptionalAt() endedAt: Date | null;
}

/** Followers may read and write notes. */
@Entity('follower')
@Index(['staffId'])
export class Follower {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Conversation) conversationId: string;
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @At() since: Date;
}

/** How far a person of the staff has read. */
@Entity('read_cursor')
export class ReadCursor {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Conversation) conversationId: string;
  @Int() seq: number;
}

/** An answer or note in the making, one per person and conversation. */
@Entity('draft')
export class Draft {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Conversation) conversationId: string;
  @Text() kind: 'reply' | 'note';
  @Text() text: string;
  @At() updatedAt: Date;
}

/** Facts waiting to be published: deleted once they were. */
@Entity('fact_outbox')
export class FactOutbox {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Text() type: string;
  @Text() stream: string;
  @Int() seq: number;
  @Jsonb() ids: Record<string, string>;
  @At({ default: () => 'clock_timestamp()' }) createdAt: Date;
}
