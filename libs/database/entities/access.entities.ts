import { Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { At, Id, Int, OptionalAt, OptionalRef, OptionalText, Ref, Text } from './columns.js';
import { Staff } from './directory.entities.js';

/** A signed-in browser. The token itself is never stored, only its SHA-256. */
@Entity('session')
@Unique(['tokenHash'])
@Index(['staffId'])
export class Session {
  @Id() id: string;
  @Text() tokenHash: string;
  @Ref() @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @At() createdAt: Date;
  @At() seenAt: Date;
  @At() expiresAt: Date;
  @OptionalAt() endedAt: Date | null;
  @OptionalText() userAgent: string | null;
}

/** A one-time link: the first administrator's, a new colleague's, a forgotten password's. */
@Entity('invite')
@Unique(['tokenHash'])
export class Invite {
  @Id() id: string;
  @Text() tokenHash: string;
  @Ref() @ForeignKey(() => Staff, { onDelete: 'CASCADE' }) staffId: string;
  @At() expiresAt: Date;
  @OptionalAt() usedAt: Date | null;
  @At() createdAt: Date;
}

/** Who did what, append-only: written in the transaction of the act, names of fields but not their values. */
@Entity('audit_entry')
@Index(['objectId'])
@Index(['at'])
export class AuditEntry {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @At() at: Date;
  @OptionalRef() actorId: string | null;
  @OptionalText() role: string | null;
  @OptionalText() peer: string | null;
  @Text() action: string;
  @Text() objectKind: string;
  @OptionalText() objectId: string | null;
  @Text({ array: true, default: [] }) fields: string[];
  @OptionalText() reason: string | null;
  @OptionalText() requestId: string | null;
}

/** Attempts counted per key and window, shared by all processes. */
@Entity('rate_bucket')
export class RateBucket {
  @PrimaryColumn({ type: 'text' }) key: string;
  @At() windowEndsAt: Date;
  @Int() count: number;
}
