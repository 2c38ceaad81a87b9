import type { IdentityKind, MessageContent, MessageStatus } from '@sila/domain';
import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { At, Flag, Id, Int, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Identity } from './contact.entities.js';
import { Conversation } from './conversation.entities.js';
import { ChannelAccount, Staff } from './directory.entities.js';
import { Lane } from './intake.entities.js';

/** One entry of a thread. */
@Entity('message')
@Unique(['conversationId', 'seq'])
@Index('ix_message_shown', ['conversationId', 'shownAt', 'seq'])
@Index('ix_message_provider', ['channelAccountId', 'providerId'], { where: 'provider_id IS NOT NULL' })
@Index('ix_message_client', ['clientScope', 'clientId'], { unique: true, where: 'client_id IS NOT NULL' })
@Index('ix_message_lane', ['laneId', 'id'], { where: "status IN ('queued', 'sending')" })
@Index('ix_message_notice', ['identityId', 'createdAt'], { where: "direction = 'notice'" })
@Index('ix_message_visitor', ['identityId', 'conversationId'], { where: "address_kind = 'visitor'" })
@Index('ix_message_search', { synchronize: false })
export class Message {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Int() seq: number;
  @Text() direction: 'in' | 'out' | 'note' | 'notice';
  @Text({ default: 'text' }) kind: 'text' | 'unsupported' | 'placeholder' | 'call';
  @Text({ default: '' }) text: string;
  /** Sanitised before it is stored. */
  @OptionalText() html: string | null;
  @OptionalText() subject: string | null;
  @Int({ nullable: true }) quotedFrom: number | null;
  @At() shownAt: Date;
  @OptionalAt() sentAt: Date | null;
  @At() createdAt: Date;
  @OptionalRef() @ForeignKey(() => ChannelAccount) channelAccountId: string | null;
  @OptionalRef() @ForeignKey(() => Identity) identityId: string | null;
  /** The address it came from or goes to, kept for good whatever becomes of the person's record. */
  @OptionalText() addressKind: IdentityKind | null;
  @OptionalText() address: string | null;
  @OptionalRef() @ForeignKey(() => Staff) authorId: string | null;
  @Text() status: MessageStatus;
  @OptionalText() errorCode: string | null;
  @OptionalText() errorDetail: string | null;
  @Flag(false) needsTemplate: boolean;
  @OptionalText() providerId: string | null;
  /** Who made `clientId`: a staff id or a visitor's. */
  @OptionalText() clientScope: string | null;
  @OptionalRef() clientId: string | null;
  @OptionalRef() @ForeignKey(() => Lane) laneId: string | null;
  /** Not before this time: undo-send and back-off. */
  @OptionalAt() sendAt: Date | null;
  @Jsonb({ nullable: true }) template: { id: string; variables: Record<string, string> } | null;
  @Flag(false) automatic: boolean;
  /** What it carries beside text and files. */
  @Jsonb({ nullable: true }) content: MessageContent | null;
  /** The provider's id of the message it answers. */
  @OptionalText() quotedProviderId: string | null;
  @OptionalAt() editedAt: Date | null;
  /** The person took it back: nothing of what it said is left. */
  @OptionalAt() deletedAt: Date | null;
  @Jsonb({ default: {} }) meta: Record<string, unknown>;
  /** Folded words for full-text search. */
  @Column({ type: 'tsvector', nullable: true, select: false }) search: string | null;
}

/** A file that came or goes with a message. */
@Entity('attachment')
@Index(['messageId'])
@Index('ix_attachment_pending', ['nextTryAt'], { where: "state = 'pending'" })
export class Attachment {
  @Id() id: string;
  @OptionalRef() @ForeignKey(() => Message) messageId: string | null;
  /** Until it is sent, an upload belongs to whoever made it: a staff id or a visitor's. */
  @OptionalText() uploadedBy: string | null;
  @OptionalRef() @ForeignKey(() => ChannelAccount) channelAccountId: string | null;
  @Text() fileName: string;
  /** As sniffed from the bytes once they are here, before that as declared. */
  @Text() mediaType: string;
  @Column({ type: 'bigint', nullable: true }) size: string | null;
  @OptionalText() sha256: string | null;
  @Text() state: 'pending' | 'ready' | 'rejected' | 'expired' | 'dead';
  @OptionalText() reason: string | null;
  @OptionalText() storageKey: string | null;
  /** Stored encrypted. */
  @Flag(false) sealed: boolean;
  /** What the channel needs to fetch the bytes. */
  @Jsonb({ nullable: true }) source: unknown;
  @OptionalText() contentId: string | null;
  @Int({ default: 0 }) tries: number;
  @OptionalAt() nextTryAt: Date | null;
  @At() createdAt: Date;
}

/** One try to hand a message to a provider, written before the call. */
@Entity('send_attempt')
@Index(['messageId', 'attemptNo'])
@Index('ix_send_attempt_open', ['startedAt'], { where: 'outcome IS NULL' })
@Index('ix_send_attempt_refused', ['finishedAt'], { where: "outcome <> 'accepted'" })
export class SendAttempt {
  @Id() id: string;
  @Ref() @ForeignKey(() => Message) messageId: string;
  @Int() attemptNo: number;
  @Column({ type: 'bigint' }) fence: string;
  @At() startedAt: Date;
  @OptionalAt() finishedAt: Date | null;
  @OptionalText() outcome: 'accepted' | 'retry' | 'permanent' | 'auth' | 'unknown' | 'needs-template' | null;
  @OptionalText() providerId: string | null;
  @OptionalText() errorCode: string | null;
}

/** Every report of a provider about a message of ours, in the order it came. */
@Entity('receipt')
@Index(['messageId'])
@Index('ix_receipt_failed', ['receivedAt'], { where: "status = 'failed'" })
@Index('ix_receipt_orphan', ['channelAccountId', 'providerId'], { where: 'message_id IS NULL' })
export class Receipt {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  /** Null while the message it speaks of is not known yet. */
  @OptionalRef() messageId: string | null;
  @OptionalText() providerId: string | null;
  @Text() status: MessageStatus;
  @OptionalText() errorCode: string | null;
  @Flag(false) needsTemplate: boolean;
  @OptionalAt() at: Date | null;
  @At() receivedAt: Date;
}
