import type { IdentityKind } from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { At, Id, Int, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { ChannelAccount, Staff } from './directory.entities.js';

/** What is looked after at one channel account. */
@Entity('channel_watch')
export class ChannelWatch {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => ChannelAccount, { onDelete: 'CASCADE' })
  channelAccountId: string;
  /** When webhooks could last be answered for it: a gap behind this is an outage. */
  @OptionalAt() openAt: Date | null;
  /** A reconciliation waits since, and why; null when none was asked for. */
  @OptionalAt() askedAt: Date | null;
  @OptionalText() askedWhy: string | null;
  /** The next one that nobody asked for. */
  @At() dueAt: Date;
  /** The provider is left in peace until then. */
  @OptionalAt() notBefore: Date | null;
  @OptionalAt() leaseUntil: Date | null;
  /** Until when nothing can be missing: the beginning of the last one that came to its end. */
  @OptionalAt() coveredTo: Date | null;
  @Jsonb({ nullable: true }) lastRun: unknown;
  /** What the provider last said of the account. */
  @Jsonb({ nullable: true }) probe: unknown;
  /** Where tests go. */
  @OptionalText() testKind: IdentityKind | null;
  @OptionalText() testAddress: string | null;
}

/** What came in on one day of the association's calendar, counted from the rows, and what the provider lists of it. */
@Entity('channel_day')
export class ChannelDay {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => ChannelAccount, { onDelete: 'CASCADE' })
  channelAccountId: string;
  @PrimaryColumn({ type: 'date' }) day: string;
  /** Events by what became of them. */
  @Int({ default: 0 }) done: number;
  @Int({ default: 0 }) ignored: number;
  @Int({ default: 0 }) dead: number;
  @Int({ default: 0 }) discarded: number;
  @Int({ default: 0 }) waiting: number;
  /** Waiting after at least one try. */
  @Int({ default: 0 }) failing: number;
  /** Of all of them, those that came by a reconciliation. */
  @Int({ default: 0 }) recovered: number;
  @OptionalAt() countedAt: Date | null;
  /** Events that the provider lists, and of those the ones that are not here; null where it does not list. */
  @Int({ nullable: true }) listed: number | null;
  @Int({ nullable: true }) missing: number | null;
  @OptionalAt() listedAt: Date | null;
}

/** A test message on its way round the loop. */
@Entity('channel_trial')
@Index(['channelAccountId', 'askedAt'])
@Index('ix_channel_trial_open', ['askedAt'], { where: 'accepted_at IS NULL AND failed_at IS NULL' })
export class ChannelTrial {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount, { onDelete: 'CASCADE' }) channelAccountId: string;
  @OptionalRef() @ForeignKey(() => Staff) askedBy: string | null;
  @At() askedAt: Date;
  @Text() addressKind: IdentityKind;
  @Text() address: string;
  @OptionalAt() takenAt: Date | null;
  @OptionalAt() acceptedAt: Date | null;
  @OptionalText() providerId: string | null;
  @OptionalAt() failedAt: Date | null;
  @OptionalText() errorKind: string | null;
  @OptionalText() errorCode: string | null;
  @OptionalText() errorDetail: string | null;
}
