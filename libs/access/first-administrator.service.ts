import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Env } from '@sila/config';
import { type Sql, sqlOfManager, transact } from '@sila/database';
import { normaliseEmail } from '@sila/domain';
import { Clock, ENV, newId } from '@sila/platform';
import type { DataSource } from 'typeorm';
import { Audit } from './audit.service.js';
import { system } from './current-staff.js';
import { InviteService } from './invite.service.js';
import { PasswordService } from './password.service.js';

/** What the first start did about the administrator. */
export type FirstAdministratorResult =
  | { readonly kind: 'exists' }
  | { readonly kind: 'created'; readonly email: string }
  | { readonly kind: 'link'; readonly url: string; readonly email: string; readonly expiresAt: Date };

/** Sees to it that somebody can administer a new installation. */
@Injectable()
export class FirstAdministrator {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly passwords: PasswordService,
    private readonly invites: InviteService,
    private readonly audit: Audit,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * When nobody can administer yet: makes the administrator of `SILA_ADMIN_EMAIL` and `SILA_ADMIN_PASSWORD`, else a
   * one-time link for the caller to print. A link is good for 72 hours or until one of them was used; once there
   * is an administrator, nothing happens any more. Throws `weak-password` for a weak SILA_ADMIN_PASSWORD.
   */
  async ensure(): Promise<FirstAdministratorResult> {
    const password = this.env.SILA_ADMIN_PASSWORD;
    const email = this.emailOfFirst();
    const hash = password && !(await this.exists()) ? await this.passwords.hash(password, [email]) : null;
    return transact(this.source, async (manager) => {
      const sql = sqlOfManager(manager);
      await sql.query(`SELECT pg_advisory_xact_lock(hashtext('sila:first-administrator'))`);
      if (await existsIn(sql)) return { kind: 'exists' };
      const id = await this.insert(sql, email, hash);
      if (hash) return { kind: 'created', email };
      const { token, expiresAt } = await this.invites.create(sql, id);
      return { kind: 'link', url: `${this.env.PUBLIC_URL}/invite/${token}`, email, expiresAt };
    });
  }

  private async exists(): Promise<boolean> {
    return transact(this.source, (manager) => existsIn(sqlOfManager(manager)));
  }

  private async insert(sql: Sql, email: string, hash: string | null): Promise<string> {
    const [row] = await sql.query<{ id: string; isNew: boolean }>(
      `INSERT INTO staff AS s (id, email, name, role, language, password_hash, capacity, created_at)
       VALUES ($1, $2, $3, 'administrator', 'ar', $4, '{"call":0,"chat":0,"mail":0,"interview":0}', $5)
       ON CONFLICT (email) DO UPDATE SET role = 'administrator', disabled_at = NULL,
         password_hash = coalesce(EXCLUDED.password_hash, s.password_hash)
       RETURNING id, (xmax = 0) AS "isNew"`,
      [newId(), email, 'مدير النظام', hash, this.clock.now()],
    );
    const id = row?.id ?? '';
    if (row?.isNew)
      await this.audit.append(sql, system('first-start'), {
        action: 'staff.create',
        objectKind: 'staff',
        objectId: id,
      });
    return id;
  }

  private emailOfFirst(): string {
    const host = new URL(this.env.PUBLIC_URL).hostname;
    return normaliseEmail(this.env.SILA_ADMIN_EMAIL ?? `administrator@${host}`);
  }
}

async function existsIn(sql: Sql): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM staff WHERE role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL LIMIT 1`,
  );
  return rows.length > 0;
}
