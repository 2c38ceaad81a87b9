import type { InboundDeletion, InboundEdit, InboundReaction } from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { At, Id, Jsonb, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Identity } from './contact.entities.js';
import { ChannelAccount } from './directory.entities.js';
import { InboundRequest } from './intake.entities.js';
import { Message } from './message.entities.js';

/** What a message said before its author changed it; goes only with the message itself. */
@Entity('message_edit')
@Index(['messageId'])
export class MessageEdit {
  @Id() id: string;
  @Ref() @ForeignKey(() => Message) messageId: string;
  /** The earlier text. */
  @Text() text: string;
  /** The event that brought the text in its place. */
  @Ref() eventId: string;
  @At() replacedAt: Date;
}

/** The sign that one address of a person has put on a message; a newer one takes its place. */
@Entity('message_reaction')
@Index(['identityId'])
export class MessageReaction {
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Message) messageId: string;
  @PrimaryColumn({ type: 'uuid' }) @ForeignKey(() => Identity) identityId: string;
  @Text() emoji: string;
  @At() at: Date;
}

/** A reaction, edit or deletion that came before its message, until the message is known. */
@Entity('early_change')
@Index(['channelAccountId', 'target'])
export class EarlyChange {
  @Id() id: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  /** Provider id of the message it speaks of. */
  @Text() target: string;
  @Ref() eventId: string;
  @Jsonb() change: InboundReaction | InboundEdit | InboundDeletion;
  @At() receivedAt: Date;
}

/** Bytes that have to go since a person took a message back: a stored file, or a raw request once nothing of it waits. */
@Entity('removal')
export class Removal {
  @Id() id: string;
  @OptionalText() storageKey: string | null;
  @OptionalRef() @ForeignKey(() => InboundRequest) requestId: string | null;
  @At() askedAt: Date;
}
