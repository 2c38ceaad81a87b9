import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import type { Language, Role } from '@sila/domain';
import { Clock, FactBus, newId, newToken, sha256 } from '@sila/platform';
import type { DataSource } from 'typeorm';
import type { CurrentStaff, Visitor } from './current-staff.js';

/** A session ends after this long without a request. */
export const IDLE_MS = 12 * 3_600_000;
/** A session ends this long after signing in, whatever happens. */
export const ABSOLUTE_MS = 7 * 86_400_000;
/** How old an answer from the cache may be: well below the second in which a revocation must work. */
const CACHE_MS = 400;
const CACHE_SIZE = 5_000;
/** How exactly the time of the last request is kept. */
const SEEN_EVERY_MS = 60_000;

/** A person with a live session, without what belongs to one request only. */
export type SessionStaff = Omit<CurrentStaff, 'peer' | 'requestId'>;

interface Row {
  readonly id: string;
  readonly staffId: string;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly mustChangePassword: boolean;
  readonly queueIds: string[];
}

const SELECT = `
  SELECT s.id, s.staff_id AS "staffId", s.seen_at AS "seenAt", s.expires_at AS "expiresAt",
         p.name, p.email, p.role, p.language, p.must_change_password AS "mustChangePassword",
         ARRAY(SELECT m.queue_id::text FROM queue_member m JOIN queue q ON q.id = m.queue_id
               WHERE m.staff_id = p.id AND q.archived_at IS NULL ORDER BY 1) AS "queueIds"
    FROM session s JOIN staff p ON p.id = s.staff_id
   WHERE s.ended_at IS NULL AND p.disabled_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3`;

/** Sessions: opaque tokens of 256 bits, of which only the SHA-256 is stored. */
@Injectable()
export class SessionService implements OnModuleDestroy {
  private readonly cache = new Map<string, { readonly staff: SessionStaff; readonly at: number }>();
  private readonly forgotten = new Map<string, number>();
  private readonly stopHearing: () => void;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
    bus: FactBus,
  ) {
    this.stopHearing = bus.hear({
      onFacts: (facts) => {
        for (const fact of facts) if (fact.type === 'staff.rights-changed') this.forget(fact.ids.staffId);
      },
      onReconnect: () => this.cache.clear(),
    });
  }

  onModuleDestroy(): void {
    this.stopHearing();
  }

  /** Opens a session in the caller's transaction and gives its token, which is not stored anywhere. */
  async create(sql: Sql, staffId: string, visitor: Visitor): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
    await sql.query(
      `INSERT INTO session (id, token_hash, staff_id, created_at, seen_at, expires_at, user_agent)
       VALUES ($1, $2, $3, $4, $4, $5, $6)`,
      [newId(), sha256(token), staffId, now, expiresAt, visitor.userAgent],
    );
    return { token, expiresAt };
  }

  /** The person behind a token, at most 400 ms old, or null when the session is none or no longer good. */
  async find(token: string): Promise<SessionStaff | null> {
    const key = sha256(token);
    const kept = this.cache.get(key);
    if (kept && performance.now() - kept.at < CACHE_MS) return kept.staff;
    const at = performance.now();
    const staff = await this.load('s.token_hash = $1', key);
    if (staff) this.keep(key, staff, at);
    else this.cache.delete(key);
    return staff;
  }

  /** The same by the session's id and always fresh: what open sockets ask when rights changed. */
  async findById(sessionId: string): Promise<SessionStaff | null> {
    return this.load('s.id = $1', sessionId);
  }

  /** Ends one session; nothing happens when it has ended. */
  async end(sql: Sql, sessionId: string): Promise<void> {
    await sql.query('UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
      sessionId,
      this.clock.now(),
    ]);
  }

  /** Ends all sessions of a person, but the one named. */
  async endAllOf(sql: Sql, staffId: string, except: string | null = null): Promise<void> {
    await sql.query(
      'UPDATE session SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3::uuid',
      [staffId, this.clock.now(), except],
    );
  }

  /** Drops what is remembered of a person; called when their rights changed. */
  forget(staffId: string): void {
    if (this.forgotten.size >= CACHE_SIZE) this.forgotten.clear();
    this.forgotten.set(staffId, performance.now());
    for (const [key, { staff }] of this.cache) if (staff.id === staffId) this.cache.delete(key);
  }

  /** Deletes sessions that ended or expired 30 days ago. Called by the housekeeping of every process. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 30 * 86_400_000);
    await this.sql().query('DELETE FROM session WHERE ended_at < $1 OR expires_at < $1', [before]);
  }

  private async load(where: string, value: string): Promise<SessionStaff | null> {
    const now = this.clock.now();
    const [row] = await this.sql().query<Row>(`${SELECT} AND ${where}`, [
      value,
      now,
      new Date(now.getTime() - IDLE_MS),
    ]);
    if (!row) return null;
    if (now.getTime() - row.seenAt.getTime() > SEEN_EVERY_MS) await this.touch(row.id, now);
    return staffOf(row);
  }

  private async touch(sessionId: string, now: Date): Promise<void> {
    await this.sql().query('UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2', [
      sessionId,
      now,
    ]);
  }

  /** What was read before the rights changed is not kept, even when it arrives after. */
  private keep(key: string, staff: SessionStaff, at: number): void {
    if (at <= (this.forgotten.get(staff.id) ?? 0)) return;
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(key, { staff, at });
  }

  private sql(): Sql {
    return sqlOf(poolOf(this.source));
  }
}

function staffOf(row: Row): SessionStaff {
  return {
    id: row.staffId,
    name: row.name,
    email: row.email,
    role: row.role,
    language: row.language,
    queueIds: row.queueIds,
    sessionId: row.id,
    expiresAt: row.expiresAt,
    mustChangePassword: row.mustChangePassword,
  };
}
