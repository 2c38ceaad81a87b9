import type {
  Language,
  MediaCount,
  PresenceReason,
  PresenceState,
  QueuePolicy,
  QueuePurpose,
  QueueState,
  Role,
} from '@sila/domain';
import { DEFAULT_QUEUE_POLICY } from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  At,
  Bytes,
  Flag,
  Id,
  Int,
  Jsonb,
  OptionalAt,
  OptionalRef,
  OptionalText,
  Ref,
  Text,
} from './columns.js';

/** A person who works with Sila. */
@Entity('staff')
@Unique(['email'])
export class Staff {
  @Id() id: string;
  @Text() email: string;
  @Text() name: string;
  @Text() role: Role;
  @Text({ default: 'ar' }) language: Language;
  /** Argon2id; null until the person has chosen a password. */
  @OptionalText() passwordHash: string | null;
  @Flag(false) mustChangePassword: boolean;
  /** What they may hold at once; null means what the association's settings say. */
  @Jsonb({ nullable: true }) capacity: MediaCount | null;
  @Jsonb({ default: {} }) preferences: Record<string, unknown>;
  @OptionalAt() disabledAt: Date | null;
  @OptionalAt() lastAssignedAt: Date | null;
  @At() createdAt: Date;
}

/** Whether a person is available, and when they were last seen. */
@Entity('presence')
export class Presence {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @Text() state: PresenceState;
  @OptionalText() reason: PresenceReason | null;
  /** Their own, for the reason `other`. */
  @OptionalText() words: string | null;
  @At() since: Date;
  /** When wrap-up ends by itself. */
  @OptionalAt() until: Date | null;
  /** They went offline themselves; false where only the line was lost. */
  @Flag(false) leftByHand: boolean;
  @At() seenAt: Date;
  /** When they last did something in the console. */
  @At({ default: () => 'now()' }) activeAt: Date;
}

/** Where conversations wait. */
@Entity('queue')
@Unique(['key'])
export class Queue {
  @Id() id: string;
  @Text() key: string;
  @Text() nameAr: string;
  @Text() nameEn: string;
  @Text({ default: 'other' }) purpose: QueuePurpose;
  @OptionalAt() archivedAt: Date | null;
  @Text({ default: 'open' }) state: QueueState;
  @OptionalAt() stateSince: Date | null;
  @OptionalRef() @ForeignKey(() => Staff) stateBy: string | null;
  @OptionalText() stateReason: string | null;
  @Jsonb({ default: DEFAULT_QUEUE_POLICY }) policy: QueuePolicy;
  @At() createdAt: Date;
}

/** Membership gives the right to see the queue's conversations. */
@Entity('queue_member')
@Index(['staffId'])
export class QueueMember {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Queue, { onDelete: 'CASCADE' }) queueId: string;
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
}

/** One webhook address and the provider application behind it. */
@Entity('hook')
export class Hook {
  @Id() id: string;
  @Text() channel: string;
  /** The address providers call when it is not PUBLIC_URL + /hooks/<id>. */
  @OptionalText() webhookUrl: string | null;
  @At() createdAt: Date;
}

/** One configured instance of a channel. */
@Entity('channel_account')
@Index(['hookId'])
export class ChannelAccount {
  @Id() id: string;
  @Text() channel: string;
  @Text() label: string;
  @Flag(true) enabled: boolean;
  @OptionalRef() @ForeignKey(() => Hook) hookId: string | null;
  @OptionalRef() @ForeignKey(() => Queue) queueId: string | null;
  /** Settings without the secrets. */
  @Jsonb() settings: Record<string, unknown>;
  /** The secrets as encrypted JSON. */
  @Bytes({ nullable: true }) secrets: Buffer | null;
  @Int({ default: 1 }) version: number;
  /** Where polling stands (mailboxes). */
  @Jsonb({ nullable: true }) cursor: unknown;
  @OptionalAt() lastInboundAt: Date | null;
  /** The last webhook of any kind, to half a minute, or the last look into the mailbox. */
  @OptionalAt() lastHeardAt: Date | null;
  @OptionalAt() lastSentAt: Date | null;
  @OptionalText() lastError: string | null;
  @OptionalAt() lastErrorAt: Date | null;
  @At() createdAt: Date;
}

/** Settings in versioned rows; the highest version of a key is the one in force. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' }) key: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Jsonb() value: unknown;
  @OptionalRef() @ForeignKey(() => Staff) changedBy: string | null;
  @At() changedAt: Date;
}

/** Minutes of arrivals, answers and people who left unanswered, folded from `queue_delta` once a second. */
@Entity('queue_minute')
@Index(['minute'])
export class QueueMinute {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Queue, { onDelete: 'CASCADE' }) queueId: string;
  @PrimaryColumn({ type: 'text' }) channel: string;
  @PrimaryColumn({ type: 'timestamptz', precision: 3 }) minute: Date;
  @Int({ default: 0 }) arrivals: number;
  @Int({ default: 0 }) answers: number;
  @Int({ default: 0 }) abandoned: number;
}

/** What happened since the last folding; rows are written without waiting for anybody. */
@Entity('queue_delta')
export class QueueDelta {
  @Id() id: string;
  @Ref() queueId: string;
  @Text() channel: string;
  @At() at: Date;
  @Int({ default: 0 }) arrivals: number;
  @Int({ default: 0 }) answers: number;
  @Int({ default: 0 }) abandoned: number;
}
