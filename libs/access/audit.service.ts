import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import { Clock } from '@sila/platform';
import type { System } from './current-staff.js';

/** What is written down of an act: ids and names of fields, never their values. */
export interface AuditNote {
  /** `sign-in`, `staff.create`, `conversation.read` …: noun and verb, stable. */
  readonly action: string;
  readonly objectKind: string;
  readonly objectId?: string | null;
  readonly fields?: readonly string[];
  readonly reason?: string | null;
}

/** Who acted: a person of the staff, or somebody without a session (a failed sign-in, a token). */
export interface Stranger {
  readonly id: string | null;
  readonly role: string | null;
  readonly peer: string | null;
  readonly requestId: string | null;
}

/** The append-only record of sign-ins, changes, and reads outside one's own conversations. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  /** Writes one entry in the caller's transaction: no act without its entry, no entry without its act. */
  async append(sql: Sql, by: Stranger | System, note: AuditNote): Promise<void> {
    const who: Stranger = 'system' in by ? { ...NOBODY, role: `system:${by.by}` } : by;
    await sql.query(
      `INSERT INTO audit_entry (at, actor_id, role, peer, action, object_kind, object_id, fields, reason, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        this.clock.now(),
        who.id,
        who.role,
        who.peer,
        note.action,
        note.objectKind,
        note.objectId ?? null,
        [...(note.fields ?? [])],
        note.reason ?? null,
        who.requestId,
      ],
    );
  }
}

const NOBODY: Stranger = { id: null, role: null, peer: null, requestId: null };
