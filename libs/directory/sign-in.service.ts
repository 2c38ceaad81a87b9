import { Injectable } from '@nestjs/common';
import {
  Audit,
  type CurrentStaff,
  InviteService,
  LIMITS,
  PasswordService,
  RateLimiter,
  SessionService,
  type Stranger,
  type Visitor,
} from '@sila/access';
import type { AcceptInvite, SignIn } from '@sila/contracts';
import { DomainError, normaliseEmail, normaliseText, type Role } from '@sila/domain';
import {
  availabilityChanged,
  directoryChanged,
  rightsChanged,
  Transactions,
  type Tx,
} from './transactions.service.js';

/** A session that was just opened; the token goes into a cookie and nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

interface Account {
  readonly id: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly disabled: boolean;
}

/** The ways into an account and out of it. */
@Injectable()
export class SignInService {
  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
    private readonly invites: InviteService,
    private readonly limiter: RateLimiter,
    private readonly audit: Audit,
  ) {}

  /**
   * Opens a session. Throws `wrong-credentials`, the same and after the same time whether the account exists or not, and
   * `too-many-requests` by account and by address.
   */
  async signIn(input: SignIn, visitor: Visitor): Promise<OpenedSession> {
    const email = normaliseEmail(input.email);
    const address = visitor.peer ?? 'unknown';
    await this.limiter.hit(LIMITS.signInAddress, address);
    await this.limiter.hit(LIMITS.signInAccount, email);
    await this.limiter.hit(LIMITS.signInAccountFromAddress, `${email} ${address}`);
    const account = await this.accountOf(email);
    const right = await this.passwords.verify(account?.passwordHash ?? null, input.password);
    if (!account || !right || account.disabled) return this.refuse(account, visitor);
    await this.limiter.giveBack(LIMITS.signInAddress, address);
    await this.limiter.clear(LIMITS.signInAccount, email);
    await this.limiter.clear(LIMITS.signInAccountFromAddress, `${email} ${address}`);
    return this.open(account.id, account.role, visitor);
  }

  /** Ends this session here and on its sockets; without another one the person is offline. */
  async signOut(staff: CurrentStaff): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.sessions.end(tx.sql, staff.sessionId);
      await leaveWithoutSession(tx, staff.id);
      await this.audit.append(tx.sql, staff, { action: 'sign-out', objectKind: 'staff', objectId: staff.id });
      tx.tell(rightsChanged(staff.id));
    });
    this.sessions.forget(staff.id);
  }

  /**
   * Sets the first password by a one-time link and opens a session. Throws `gone` for a link that is unknown, used or
   * expired, `weak-password` before the link is used up.
   */
  async acceptInvite(input: AcceptInvite, visitor: Visitor): Promise<OpenedSession> {
    await this.limiter.hit(LIMITS.inviteAddress, visitor.peer ?? 'unknown');
    const invited = await this.invites.find(this.transactions.reader, input.token);
    if (!invited) throw new DomainError('gone');
    const hash = await this.passwords.hash(input.password, [invited.email]);
    const opened = await this.transactions.run(async (tx) => {
      const { staffId } = await this.invites.use(tx.sql, input.token);
      const role = await setFirstPassword(tx, staffId, hash, input.name);
      await this.sessions.endAllOf(tx.sql, staffId);
      await this.audit.append(tx.sql, strangerOf(visitor, staffId, role), {
        action: 'invite.accept',
        objectKind: 'staff',
        objectId: staffId,
      });
      tx.tell(rightsChanged(staffId));
      tx.tell(directoryChanged('staff', staffId));
      return this.sessions.create(tx.sql, staffId, visitor);
    });
    await this.limiter.giveBack(LIMITS.inviteAddress, visitor.peer ?? 'unknown');
    return opened;
  }

  /** Changes one's own password; every other session ends within a second. Throws `wrong-credentials`, `weak-password`. */
  async changePassword(staff: CurrentStaff, input: { current: string; next: string }): Promise<void> {
    await this.limiter.hit(LIMITS.passwordChange, staff.id);
    const account = await this.accountOf(staff.email);
    if (!(await this.passwords.verify(account?.passwordHash ?? null, input.current)))
      throw new DomainError('wrong-credentials');
    if (input.next === input.current) throw new DomainError('weak-password', { weakness: 'same' });
    const hash = await this.passwords.hash(input.next, [staff.email, staff.name]);
    await this.transactions.run(async (tx) => {
      await tx.sql.query('UPDATE staff SET password_hash = $2, must_change_password = false WHERE id = $1', [
        staff.id,
        hash,
      ]);
      await this.sessions.endAllOf(tx.sql, staff.id, staff.sessionId);
      await this.invites.revokeAllOf(tx.sql, staff.id);
      await this.audit.append(tx.sql, staff, {
        action: 'password.change',
        objectKind: 'staff',
        objectId: staff.id,
      });
      tx.tell(rightsChanged(staff.id));
    });
    this.sessions.forget(staff.id);
  }

  private async open(staffId: string, role: Role, visitor: Visitor): Promise<OpenedSession> {
    return this.transactions.run(async (tx) => {
      await this.audit.append(tx.sql, strangerOf(visitor, staffId, role), {
        action: 'sign-in',
        objectKind: 'staff',
        objectId: staffId,
      });
      return this.sessions.create(tx.sql, staffId, visitor);
    });
  }

  private async refuse(account: Account | null, visitor: Visitor): Promise<never> {
    await this.audit.append(this.transactions.reader, strangerOf(visitor, null, null), {
      action: 'sign-in.refused',
      objectKind: 'staff',
      objectId: account?.id ?? null,
    });
    throw new DomainError('wrong-credentials');
  }

  private async accountOf(email: string): Promise<Account | null> {
    const [row] = await this.transactions.reader.query<Account & Record<string, unknown>>(
      `SELECT id, role, password_hash AS "passwordHash", disabled_at IS NOT NULL AS disabled FROM staff WHERE email = $1`,
      [email],
    );
    return row ?? null;
  }
}

async function setFirstPassword(
  tx: Tx,
  staffId: string,
  hash: string,
  name: string | undefined,
): Promise<Role | null> {
  const [row] = await tx.sql.query<{ role: Role }>(
    `UPDATE staff SET password_hash = $2, must_change_password = false, name = coalesce($3, name)
      WHERE id = $1 RETURNING role`,
    [staffId, hash, name === undefined ? null : normaliseText(name)],
  );
  return row?.role ?? null;
}

async function leaveWithoutSession(tx: Tx, staffId: string): Promise<void> {
  const left = await tx.sql.query(
    `UPDATE presence SET state = 'offline', reason = NULL, words = NULL, until = NULL, left_by_hand = true, since = clock_timestamp() WHERE staff_id = $1 AND state <> 'offline'
       AND NOT EXISTS (SELECT 1 FROM session s WHERE s.staff_id = $1 AND s.ended_at IS NULL AND s.expires_at > clock_timestamp())
     RETURNING staff_id`,
    [staffId],
  );
  if (left.length > 0) tx.tell(availabilityChanged(staffId));
}

function strangerOf(visitor: Visitor, id: string | null, role: Role | null): Stranger {
  return { id, role, peer: visitor.peer, requestId: visitor.requestId };
}
