import type {
  CallbackState,
  CallOutcome,
  CallRecording,
  CallState,
  LegRole,
  LegState,
  Sender,
  Supervision,
} from '@sila/domain';
import { Entity, ForeignKey, Index, Unique } from 'typeorm';
import { At, Flag, Id, Int, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Conversation } from './conversation.entities.js';
import { ChannelAccount, Queue, Staff } from './directory.entities.js';
import { Attachment, Message } from './message.entities.js';

/** One telephone call: from its first ring to its end. */
@Entity('phone_call')
@Index(['messageId'])
@Index(['conversationId'])
@Index('ix_phone_call_live', ['queueId', 'waitingSince'], { where: 'ended_at IS NULL' })
@Index('ix_phone_call_work', ['workAt'], { where: 'work IS NOT NULL' })
@Index('ix_phone_call_dialled', ['channelAccountId', 'dialledAt'])
export class PhoneCall {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() direction: 'in' | 'out';
  @Text() state: CallState;
  @OptionalText() outcome: CallOutcome | null;
  /** Who calls or is called, as the channel understood it. */
  @Jsonb() caller: Sender;
  /** Null until the caller has a queue: before that nobody is to be bothered. */
  @OptionalRef() @ForeignKey(() => Conversation) conversationId: string | null;
  @OptionalRef() @ForeignKey(() => Message) messageId: string | null;
  @OptionalRef() @ForeignKey(() => Queue) queueId: string | null;
  /** At whom it rings, or who talks. */
  @OptionalRef() @ForeignKey(() => Staff) officerId: string | null;
  /** Null while the person was not asked. */
  @OptionalText() recording: CallRecording | null;
  @Flag(false) held: boolean;
  @Flag(false) hasVoicemail: boolean;
  /** The provider's id of the room in which all meet. */
  @OptionalText() room: string | null;
  @OptionalRef() @ForeignKey(() => Callback) callbackId: string | null;
  @OptionalRef() @ForeignKey(() => Message) noteId: string | null;
  /** What has to be done at the provider, and not before when. */
  @OptionalText() work: 'legs' | 'connect' | 'dial' | 'find' | 'rejoin' | 'record' | null;
  @OptionalAt() workAt: Date | null;
  @Int({ default: 0 }) tries: number;
  @At() startedAt: Date;
  @OptionalAt() waitingSince: Date | null;
  @OptionalAt() ringUntil: Date | null;
  @OptionalAt() dialledAt: Date | null;
  @OptionalAt() answeredAt: Date | null;
  @OptionalAt() endedAt: Date | null;
}

/** One telephone or softphone on a call. */
@Entity('call_leg')
@Index(['callId'])
@Index('ix_call_leg_sid', ['channelAccountId', 'sid'], { unique: true, where: 'sid IS NOT NULL' })
@Index('ix_call_leg_busy', ['staffId'], { where: 'ended_at IS NULL' })
export class CallLeg {
  @Id() id: string;
  @Ref() @ForeignKey(() => PhoneCall) callId: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() role: LegRole;
  @OptionalRef() @ForeignKey(() => Staff) staffId: string | null;
  /** The provider's id; null until it was placed. */
  @OptionalText() sid: string | null;
  @Text() state: LegState;
  /** Of the newest report. */
  @Int({ default: -1 }) sequence: number;
  @OptionalText() supervision: Supervision | null;
  @At() createdAt: Date;
  /** When the provider was asked for it: only once. */
  @OptionalAt() placedAt: Date | null;
  @OptionalAt() answeredAt: Date | null;
  @OptionalAt() endedAt: Date | null;
}

/** A recording or voicemail that a provider keeps until we have it. */
@Entity('call_recording')
@Unique(['channelAccountId', 'sid'])
@Index('ix_call_recording_kept', ['removeAt'], { where: 'removed_at IS NULL' })
export class CallRecordingRow {
  @Id() id: string;
  @Ref() @ForeignKey(() => PhoneCall) callId: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() sid: string;
  @Ref() @ForeignKey(() => Attachment) attachmentId: string;
  @Int({ default: 0 }) tries: number;
  @OptionalAt() removeAt: Date | null;
  @OptionalAt() removedAt: Date | null;
}

/** Somebody who asked to be called back; one open request for each number. */
@Entity('callback')
@Unique(['callId'])
@Index(['conversationId'])
@Index('ix_callback_open', ['channelAccountId', 'address'], { unique: true, where: "state = 'open'" })
export class Callback {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  /** The call in which it was asked. */
  @Ref() callId: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Text() address: string;
  @Text() state: CallbackState;
  @Int({ default: 0 }) calls: number;
  @At() askedAt: Date;
  @OptionalAt() doneAt: Date | null;
  @OptionalRef() @ForeignKey(() => Staff) doneBy: string | null;
  /** Why it was cancelled. */
  @OptionalText() reason: string | null;
}
