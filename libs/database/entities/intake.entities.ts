import { Column, Entity, ForeignKey, Generated, Index, Unique } from 'typeorm';
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
import { ChannelAccount, Hook } from './directory.entities.js';

/** The unit of ordered work: one channel account and one external address, inbound or outbound. */
@Entity('lane')
@Unique(['direction', 'channelAccountId', 'address'])
@Index('ix_lane_rung', ['rungAt'], { where: 'rung' })
@Index('ix_lane_lease', ['leaseUntil'], { where: 'lease_until IS NOT NULL' })
export class Lane {
  @Id() id: string;
  @Text() direction: 'in' | 'out';
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() address: string;
  /** True from the ring to the next claim: there is work nobody has looked at. */
  @Flag(false) rung: boolean;
  @OptionalAt() rungAt: Date | null;
  /** The fence: grows with every claim. */
  @Column({ type: 'bigint', default: 0 }) claimToken: string;
  @OptionalAt() leaseUntil: Date | null;
  /** Nobody claims before this time (undo-send, back-off). */
  @OptionalAt() notBefore: Date | null;
}

/** What came over the wire, once, raw and encrypted. */
@Entity('inbound_request')
@Index(['receivedAt'])
export class InboundRequest {
  @Id() id: string;
  @OptionalRef() @ForeignKey(() => Hook) hookId: string | null;
  @Text() method: string;
  /** Encrypted JSON `{url, headers}`, and the encrypted body when it is small. */
  @Bytes() envelope: Buffer;
  @Bytes({ nullable: true }) body: Buffer | null;
  /** Key in the file store when the body is large. */
  @OptionalText() storageKey: string | null;
  @Text() sha256: string;
  @Int() size: number;
  @At() receivedAt: Date;
  @OptionalAt() purgedAt: Date | null;
}

/** One thing a request said. */
@Entity('inbound_event')
@Unique(['channelAccountId', 'eventKey'])
@Index('ix_inbound_event_pending', ['laneId', 'position'], { where: "state = 'pending'" })
@Index('ix_inbound_event_dead', ['id'], { where: "state = 'dead'" })
@Index(['requestId'])
export class InboundEvent {
  @Id() id: string;
  @Ref() @ForeignKey(() => InboundRequest) requestId: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() eventKey: string;
  @Ref() @ForeignKey(() => Lane) laneId: string;
  /** The order of arrival within the lane. */
  @Column({ type: 'bigint' }) @Generated('increment') position: string;
  @Jsonb({ nullable: true }) pointer: unknown;
  @Text({ default: 'pending' }) state: 'pending' | 'done' | 'ignored' | 'dead' | 'discarded';
  @Int({ default: 0 }) tries: number;
  @OptionalText() errorClass: string | null;
  @OptionalText() error: string | null;
  @OptionalText() codeVersion: string | null;
  /** The conversation whose thread shows it. */
  @OptionalRef() conversationId: string | null;
  @At() receivedAt: Date;
  @OptionalAt() doneAt: Date | null;
}
