import { Injectable } from '@nestjs/common';
import { Audit, demand, isSystem, LIMITS, type Performer, RateLimiter } from '@sila/access';
import type { Sql } from '@sila/database';
import { ChannelDirectory, type OpenAccount, Transactions } from '@sila/directory';
import { type Address, DomainError, type IdentityKind, normaliseEmail, toE164 } from '@sila/domain';
import { Bells } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import { insertTrial } from './trial.queries.js';
import { askNow } from './watch.queries.js';

/** What an administrator does about a channel: ask the provider now, say where tests go, send one. */
@Injectable()
export class ChannelUpkeep {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: ChannelDirectory,
    private readonly audit: Audit,
    private readonly limiter: RateLimiter,
    private readonly bells: Bells,
    private readonly clock: Clock,
  ) {}

  /** Asks the provider what its webhook did not tell, soon. Throws `not-open` for an account that is switched off. */
  async reconcile(by: Performer, accountId: string): Promise<void> {
    demand(by, 'channel.manage');
    await this.usable(by, accountId, LIMITS.channelCheck);
    await this.transactions.run(async ({ sql }) => {
      await askNow(sql, accountId, this.clock.now());
      await this.note(sql, by, 'channel.reconcile', accountId);
    });
    this.bells.ring('reconcile-channel', { accountId });
  }

  /** Says where tests go. Throws `bad-request` for an address that the channel could not write to. */
  async setTestAddress(by: Performer, accountId: string, address: string | null): Promise<void> {
    demand(by, 'channel.manage');
    const account = await this.directory.account(accountId);
    await this.transactions.run(async ({ sql }) => {
      const to = address === null ? null : await addressFor(sql, account, address);
      await sql.query(
        `INSERT INTO channel_watch (channel_account_id, due_at, test_kind, test_address) VALUES ($1, $2, $3, $4)
         ON CONFLICT (channel_account_id) DO UPDATE SET test_kind = $3, test_address = $4`,
        [accountId, this.clock.now(), to?.kind ?? null, to?.value ?? null],
      );
      await this.note(sql, by, 'channel.test-address', accountId);
    });
  }

  /** Sends a test to the address that was set. Throws `no-address` when none was. */
  async sendTrial(by: Performer, accountId: string): Promise<void> {
    demand(by, 'channel.manage');
    await this.usable(by, accountId, LIMITS.channelTrial);
    const trialId = newId();
    await this.transactions.run(async ({ sql }) => {
      const to = await testAddressOf(sql, accountId);
      const askedBy = isSystem(by) ? null : by.id;
      await insertTrial(sql, { id: trialId, accountId, askedBy, to, now: this.clock.now() });
      await this.note(sql, by, 'channel.trial', accountId);
    });
    this.bells.ring('send-trial', { trialId });
  }

  private async usable(
    by: Performer,
    accountId: string,
    limit: (typeof LIMITS)[keyof typeof LIMITS],
  ): Promise<void> {
    if (!isSystem(by)) await this.limiter.hit(limit, by.id);
    if (!(await this.directory.account(accountId)).enabled) throw new DomainError('not-open');
  }

  private note(sql: Sql, by: Performer, action: string, objectId: string): Promise<void> {
    return this.audit.append(sql, by, { action, objectKind: 'channel-account', objectId });
  }
}

async function testAddressOf(sql: Sql, accountId: string): Promise<Address> {
  const [row] = await sql.query<{ kind: IdentityKind | null; value: string | null }>(
    'SELECT test_kind AS kind, test_address AS value FROM channel_watch WHERE channel_account_id = $1',
    [accountId],
  );
  if (!row?.kind || !row.value) throw new DomainError('no-address');
  return { kind: row.kind, value: row.value };
}

/** An address that is known on the account, or one at which its channel can write first. */
async function addressFor(sql: Sql, account: OpenAccount, typed: string): Promise<Address> {
  const values = [typed, toE164(typed), normaliseEmail(typed)].filter((value) => value !== null);
  const [known] = await sql.query<{ kind: IdentityKind; value: string }>(
    `SELECT kind, value FROM identity WHERE channel_account_id = $1 AND value = ANY($2::text[]) ORDER BY last_inbound_at DESC NULLS LAST LIMIT 1`,
    [account.id, values],
  );
  if (known) return known;
  const phone = toE164(typed);
  if (phone !== null && account.begins('phone')) return { kind: 'phone', value: phone };
  if (typed.includes('@') && account.begins('email')) return { kind: 'email', value: normaliseEmail(typed) };
  throw new DomainError('bad-request', { field: 'address' });
}
