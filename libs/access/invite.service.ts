import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Clock, newId, newToken, sha256 } from '@sila/platform';

/** How long a one-time link is good. */
export const INVITE_MS = 72 * 3_600_000;

/** One-time links with which a person sets their own password. */
@Injectable()
export class InviteService {
  constructor(private readonly clock: Clock) {}

  /** Makes a link's token in the caller's transaction; only its SHA-256 is stored. */
  async create(sql: Sql, staffId: string): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + INVITE_MS);
    await sql.query(
      'INSERT INTO invite (id, token_hash, staff_id, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)',
      [newId(), sha256(token), staffId, expiresAt, now],
    );
    return { token, expiresAt };
  }

  /** Whose token it is while it could be used, else null. Tells nobody why not. */
  async find(sql: Sql, token: string): Promise<{ staffId: string; email: string; name: string } | null> {
    const [row] = await sql.query<{ staffId: string; email: string; name: string }>(
      `SELECT s.id AS "staffId", s.email, s.name FROM invite i JOIN staff s ON s.id = i.staff_id
        WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND s.disabled_at IS NULL`,
      [sha256(token), this.clock.now()],
    );
    return row ?? null;
  }

  /**
   * Uses a token up, and every other link of the same person with it, in the caller's transaction; of two at once only
   * one gets through. Throws `gone` when it is unknown, used, expired, or its person disabled.
   */
  async use(sql: Sql, token: string): Promise<{ staffId: string }> {
    const now = this.clock.now();
    const [used] = await sql.query<{ staffId: string }>(
      `UPDATE invite i SET used_at = $2 FROM staff s
        WHERE s.id = i.staff_id AND s.disabled_at IS NULL
          AND i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2
        RETURNING i.staff_id AS "staffId"`,
      [sha256(token), now],
    );
    if (!used) throw new DomainError('gone');
    await this.revokeAllOf(sql, used.staffId);
    return used;
  }

  /** Makes every open link of a person useless. */
  async revokeAllOf(sql: Sql, staffId: string): Promise<void> {
    await sql.query('UPDATE invite SET used_at = $2 WHERE staff_id = $1 AND used_at IS NULL', [
      staffId,
      this.clock.now(),
    ]);
  }
}
