import type { Assurance, ContactKeyKind, IdentityKind, Language, PostalAddress } from '@sila/domain';
import { Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { At, Id, Jsonb, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { ChannelAccount, Staff } from './directory.entities.js';

/** A person we talk to. */
@Entity('contact')
@Index('ix_contact_search', { synchronize: false })
@Index('ix_contact_merged', ['mergedInto'], { where: 'merged_into IS NOT NULL' })
export class Contact {
  @Id() id: string;
  @Text() name: string;
  /** The name folded for search. */
  @Text({ default: '' }) searchName: string;
  @OptionalText() language: Language | null;
  /** Set while this person is merged into another; nothing is re-keyed, un-merge clears it. */
  @OptionalRef() @ForeignKey(() => Contact) mergedInto: string | null;
  /** The officer or researcher who looks after this person; routing prefers them. */
  @OptionalRef() @ForeignKey(() => Staff) officerId: string | null;
  @At() createdAt: Date;
}

/** One address of a person on one channel account. */
@Entity('identity')
@Unique(['channelAccountId', 'kind', 'value'])
@Index(['contactId'])
export class Identity {
  @Id() id: string;
  @Ref() @ForeignKey(() => Contact) contactId: string;
  @Ref() @ForeignKey(() => ChannelAccount) channelAccountId: string;
  @Text() kind: IdentityKind;
  @Text() value: string;
  @OptionalText() name: string | null;
  @Text() assurance: Assurance;
  /** What a visitor typed about themselves: shown as "may be", never proof. */
  @Jsonb({ default: [] }) claims: { kind: string; value: string }[];
  /** On paper: where letters are sent. */
  @Jsonb({ nullable: true }) postalAddress: PostalAddress | null;
  @OptionalAt() lastInboundAt: Date | null;
  /** Everything sent here until then was delivered, and read, where the provider reports so instead of by message. */
  @OptionalAt() deliveredUntil: Date | null;
  @OptionalAt() readUntil: Date | null;
  /** Set when the provider said that nothing will ever arrive there. */
  @OptionalAt() unreachableAt: Date | null;
  @At() createdAt: Date;
}

/** A strong key of a person over all channels. */
@Entity('contact_key')
@Index(['contactId'])
export class ContactKey {
  @PrimaryColumn({ type: 'text' }) kind: ContactKeyKind;
  @PrimaryColumn({ type: 'text' }) value: string;
  @Ref() @ForeignKey(() => Contact) contactId: string;
  @At() createdAt: Date;
}

/** An address that was given to somebody else, and who had it. */
export interface MovedAddress {
  readonly identityId: string;
  readonly fromId: string;
}

/** An entry of the ledger of people, reversible: one merged into another, or an address of theirs given to another. */
@Entity('contact_merge')
@Index(['fromId'])
@Index(['intoId'])
export class ContactMerge {
  @Id() id: string;
  @Ref() @ForeignKey(() => Contact) fromId: string;
  @Ref() @ForeignKey(() => Contact) intoId: string;
  @OptionalRef() @ForeignKey(() => Staff) by: string | null;
  @At() at: Date;
  @Text() reason: string;
  /** What was moved; null when the whole person was merged. */
  @Jsonb({ nullable: true }) moved: MovedAddress[] | null;
  @OptionalRef() undoneBy: string | null;
  @OptionalAt() undoneAt: Date | null;
  @OptionalText() undoneReason: string | null;
}
