import { Inject, Injectable } from '@nestjs/common';
import {
  Audit,
  demand,
  InviteService,
  isSystem,
  PasswordService,
  type Performer,
  SessionService,
} from '@sila/access';
import type { Env } from '@sila/config';
import type { ChangeStaff, Colleague, CreateStaff, Invite, StaffView } from '@sila/contracts';
import { DomainError, normaliseEmail, normaliseText } from '@sila/domain';
import { Clock, ENV, newId } from '@sila/platform';
import { LeavingRegistry } from './leaving.registry.js';
import { SettingService } from './setting.service.js';
import {
  findStaff,
  findStaffByEmail,
  listColleagues,
  listStaff,
  replaceQueuesOf,
  replaceSkillsOf,
} from './staff.queries.js';
import {
  availabilityChanged,
  directoryChanged,
  isDuplicate,
  rightsChanged,
  Transactions,
  type Tx,
} from './transactions.service.js';

/** What opening an account needs beside the form: how the person first gets in. */
interface FirstPassword {
  readonly hash: string | null;
  readonly mustChange: boolean;
}

/** What of a person decides what they may see. */
const RIGHTS: readonly (keyof ChangeStaff)[] = ['role', 'queueIds', 'disabled'];

/** Makes accounts and gives or withdraws the ways into them. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly clock: Clock,
    private readonly invites: InviteService,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  hash(password: string, email: string): Promise<string> {
    return this.passwords.hash(password, [email]);
  }

  async insert(tx: Tx, input: CreateStaff, password: FirstPassword): Promise<string> {
    const id = newId();
    await tx.sql.query(
      `INSERT INTO staff (id, email, name, role, language, capacity, password_hash, must_change_password, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        requireEmail(input.email),
        normaliseText(input.name),
        input.role,
        input.language,
        input.capacity && JSON.stringify(input.capacity),
        password.hash,
        password.mustChange,
        this.clock.now(),
      ],
    );
    await replaceQueuesOf(tx.sql, id, input.queueIds);
    await replaceSkillsOf(tx.sql, id, input.skills);
    return id;
  }

  /** A link that replaces every earlier one. */
  async invite(tx: Tx, staffId: string): Promise<Omit<Invite, 'staff'>> {
    await this.invites.revokeAllOf(tx.sql, staffId);
    const { token, expiresAt } = await this.invites.create(tx.sql, staffId);
    return { inviteUrl: `${this.env.PUBLIC_URL}/invite/${token}`, expiresAt: expiresAt.toISOString() };
  }

  /** Ends every way in: sessions, links, presence. */
  async close(tx: Tx, staffId: string): Promise<void> {
    await this.sessions.endAllOf(tx.sql, staffId);
    await this.invites.revokeAllOf(tx.sql, staffId);
    await tx.sql.query(
      `UPDATE presence SET state = 'offline', reason = NULL, words = NULL, until = NULL, since = $2 WHERE staff_id = $1`,
      [staffId, this.clock.now()],
    );
  }

  /** Drops what this process remembers of the person; other processes hear the fact. */
  forget(staffId: string): void {
    this.sessions.forget(staffId);
  }
}

/** The people who work with Sila. */
@Injectable()
export class StaffService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: StaffAccounts,
    private readonly leaving: LeavingRegistry,
    private readonly settings: SettingService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(by: Performer): Promise<StaffView[]> {
    demand(by, 'staff.manage');
    return listStaff(this.transactions.reader);
  }

  /** Whom a conversation can be handed to: names, queues, presence and load. */
  async colleagues(by: Performer): Promise<Colleague[]> {
    demand(by, 'colleague.list');
    return listColleagues(this.transactions.reader, await this.settings.room(this.clock.now()));
  }

  async findByEmail(by: Performer, email: string): Promise<StaffView | null> {
    demand(by, 'staff.manage');
    return findStaffByEmail(this.transactions.reader, normaliseEmail(email));
  }

  /** Adds a person; the link in the answer is shown once. Throws `already-exists` for a known mail address. */
  async create(by: Performer, input: CreateStaff): Promise<Invite> {
    demand(by, 'staff.manage');
    return this.add(by, input, { hash: null, mustChange: false }, async (tx, id) => ({
      staff: await findStaff(tx.sql, id),
      ...(await this.accounts.invite(tx, id)),
    }));
  }

  /** Adds a person with a password; with `mustChange` they choose another at the first sign-in. Throws `weak-password`. */
  async createWithPassword(
    by: Performer,
    input: CreateStaff,
    password: string,
    options: { readonly mustChange: boolean },
  ): Promise<StaffView> {
    demand(by, 'staff.manage');
    const hash = await this.accounts.hash(password, input.email);
    return this.add(by, input, { hash, ...options }, (tx, id) => findStaff(tx.sql, id));
  }

  /** Changes a person. What they may no longer see is gone from their screens within a second. */
  async change(by: Performer, id: string, change: ChangeStaff): Promise<StaffView> {
    demand(by, 'staff.manage');
    const changed = await this.transactions.run(async (tx) => {
      const before = await findStaff(tx.sql, id, { lock: true });
      await this.refuseSelfHarm(tx, by, before, change);
      await this.applyFields(tx, id, change);
      await this.applyRights(tx, by, before, change);
      await this.record(tx, by, 'staff.change', id, Object.keys(change));
      return findStaff(tx.sql, id);
    });
    this.accounts.forget(id);
    return changed;
  }

  /** A new one-time link for somebody who lost theirs or their password; earlier links end. */
  async reinvite(by: Performer, id: string): Promise<Invite> {
    demand(by, 'staff.manage');
    return this.transactions.run(async (tx) => {
      const staff = await findStaff(tx.sql, id, { lock: true });
      if (staff.disabled) throw new DomainError('conflict', { because: 'disabled' });
      await this.record(tx, by, 'staff.invite', id);
      return { staff, ...(await this.accounts.invite(tx, id)) };
    });
  }

  private async add<Result>(
    by: Performer,
    input: CreateStaff,
    password: FirstPassword,
    finish: (tx: Tx, id: string) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.transactions.run(async (tx) => {
        const id = await this.accounts.insert(tx, input, password);
        await this.record(tx, by, 'staff.create', id);
        return finish(tx, id);
      });
    } catch (error) {
      if (isDuplicate(error, 'uq_staff_email')) throw new DomainError('already-exists', { field: 'email' });
      throw error;
    }
  }

  private async applyFields(tx: Tx, id: string, change: ChangeStaff): Promise<void> {
    await tx.sql.query(
      `UPDATE staff SET name = coalesce($2, name), role = coalesce($3, role), language = coalesce($4, language),
              capacity = CASE WHEN $8::boolean THEN $5::jsonb ELSE capacity END,
              disabled_at = CASE $6::boolean WHEN true THEN coalesce(disabled_at, $7) WHEN false THEN NULL ELSE disabled_at END
        WHERE id = $1`,
      [
        id,
        change.name === undefined ? null : normaliseText(change.name),
        change.role ?? null,
        change.language ?? null,
        change.capacity ? JSON.stringify(change.capacity) : null,
        change.disabled ?? null,
        this.clock.now(),
        change.capacity !== undefined,
      ],
    );
    if (change.skills) await replaceSkillsOf(tx.sql, id, change.skills);
  }

  private async applyRights(tx: Tx, by: Performer, before: StaffView, change: ChangeStaff): Promise<void> {
    const byId = isSystem(by) ? null : by.id;
    const { joined, left } = change.queueIds
      ? await replaceQueuesOf(tx.sql, before.id, change.queueIds)
      : { joined: [], left: [] };
    if (change.disabled === true) {
      await this.accounts.close(tx, before.id);
      await this.leaving.tell(tx, { staffId: before.id, queueIds: null, byId });
    } else if (left.length > 0) {
      await this.leaving.tell(tx, { staffId: before.id, queueIds: left, byId });
    }
    if (joined.length > 0 || change.capacity !== undefined || change.skills)
      tx.tell(availabilityChanged(before.id));
    if (RIGHTS.some((field) => change[field] !== undefined)) tx.tell(rightsChanged(before.id));
  }

  /** Nobody locks themselves out, and somebody must be left who can let people in. */
  private async refuseSelfHarm(tx: Tx, by: Performer, before: StaffView, change: ChangeStaff): Promise<void> {
    const loses = change.disabled === true || (change.role !== undefined && change.role !== 'administrator');
    if (before.role !== 'administrator' || !loses) return;
    if (!isSystem(by) && by.id === before.id) throw new DomainError('conflict', { because: 'oneself' });
    const others = await tx.sql.query(
      `SELECT 1 FROM staff WHERE role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL AND id <> $1`,
      [before.id],
    );
    if (others.length === 0) throw new DomainError('conflict', { because: 'last-administrator' });
  }

  private async record(
    tx: Tx,
    by: Performer,
    action: string,
    id: string,
    fields: readonly string[] = [],
  ): Promise<void> {
    await this.audit.append(tx.sql, by, { action, objectKind: 'staff', objectId: id, fields });
    tx.tell(directoryChanged('staff', id));
  }
}

function requireEmail(value: string): string {
  const email = normaliseEmail(value);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new DomainError('bad-request', { field: 'email' });
  return email;
}
