import type {
  AppointmentState,
  InterviewState,
  Language,
  OfficerWish,
  SignatureWay,
  TicketState,
} from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { At, Bytes, Id, Int, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Contact } from './contact.entities.js';
import { Conversation } from './conversation.entities.js';
import { ChannelAccount, Queue, Staff } from './directory.entities.js';
import { Message } from './message.entities.js';

/** The last number that a desk gave on a day. */
@Entity('ticket_count')
export class TicketCount {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @PrimaryColumn({ type: 'text' }) day: string;
  @Int() last: number;
}

/** A number that somebody at the desk waits with. The id is that of the desk's entry. */
@Entity('ticket')
@Unique(['channelAccountId', 'day', 'number'])
@Index(['conversationId', 'createdAt'])
@Index(['messageId'])
@Index('ix_ticket_called', ['channelAccountId', 'calledAt'], { where: 'called_at IS NOT NULL' })
export class Ticket {
  @Id() id: string;
  @Ref() @ForeignKey(() => Message) messageId: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  /** Civil day of the association, and the number within it. */
  @Text() day: string;
  @Int() number: number;
  /** As it is called. */
  @Text() label: string;
  @Text() state: TicketState;
  @At() stateAt: Date;
  @Text() wish: OfficerWish;
  @Int({ nullable: true }) counter: number | null;
  @Int({ default: 0 }) calls: number;
  @OptionalAt() calledAt: Date | null;
  @At() createdAt: Date;
}

/** A time that was agreed with somebody. */
@Entity('appointment')
@Index(['channelAccountId', 'startsAt'])
@Index('ix_appointment_reminder', ['remindAt'], { where: "state = 'booked' AND reminded_at IS NULL" })
export class Appointment {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Ref() @ForeignKey(() => Queue) queueId: string;
  @Ref() @ForeignKey(() => Contact) contactId: string;
  @At() startsAt: Date;
  @Text() reason: string;
  @Text() wish: OfficerWish;
  @Text() state: AppointmentState;
  @Ref() @ForeignKey(() => Staff) bookedBy: string;
  @At() createdAt: Date;
  /** Null when it was agreed shortly before. */
  @OptionalAt() remindAt: Date | null;
  @OptionalAt() remindedAt: Date | null;
  /** The message that reminded; null when there was no way to write. */
  @OptionalRef() @ForeignKey(() => Message) reminderId: string | null;
}

/** A guided interview: kept while it is filled, frozen when it is read back, an entry of the thread once it was signed. */
@Entity('interview')
@Unique(['reference'])
@Index(['conversationId'])
export class Interview {
  @Id() id: string;
  @Ref() @ForeignKey(() => Conversation) conversationId: string;
  @Ref() @ForeignKey(() => Ticket) ticketId: string;
  @Text() form: string;
  /** Of the setting that defined the form when the interview began. */
  @Int() version: number;
  @Text() language: Language;
  @Text() state: InterviewState;
  /** Grows with everything that is saved. */
  @Int({ default: 0 }) revision: number;
  /** Encrypted. */
  @Bytes() answers: Buffer;
  /** Encrypted: exactly what was read back. */
  @Bytes({ nullable: true }) rendering: Buffer | null;
  @OptionalAt() frozenAt: Date | null;
  /** SHA-256 of the rendering. */
  @OptionalText() digest: string | null;
  @OptionalText() signedHow: SignatureWay | null;
  @OptionalAt() signedAt: Date | null;
  /** Encrypted: name and strokes. */
  @Bytes({ nullable: true }) signature: Buffer | null;
  /** The entry that carries the signed summary. */
  @OptionalRef() @ForeignKey(() => Message) messageId: string | null;
  /** The number under the sheet's barcode. */
  @Text() reference: string;
  @Ref() @ForeignKey(() => Staff) heldBy: string;
  @At() createdAt: Date;
}
