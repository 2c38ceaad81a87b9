import { Inject, Injectable } from '@nestjs/common';
import { Audit, demand, isSystem, LIMITS, type Performer, RateLimiter } from '@sila/access';
import { type Channel, ChannelError, type Connection } from '@sila/channels';
import type { Env } from '@sila/config';
import type {
  ChangeChannelAccount,
  ChannelAccountView,
  ChannelKind,
  CheckResult,
  CreateChannelAccount,
} from '@sila/contracts';
import { DomainError } from '@sila/domain';
import { Clock, ENV, Keys, newId } from '@sila/platform';
import { noteTrouble } from './account-health.queries.js';
import { accountView, findAccount, listAccounts, type StoredAccount } from './channel-account.queries.js';
import { channelContext } from './channel-directory.service.js';
import { channelKinds, channelNamed, splitSecrets, validSettings } from './channel-kinds.js';
import { openSecrets, sealSecrets } from './channel-secrets.js';
import { insertSetting } from './setting.queries.js';
import { directoryChanged, Transactions, type Tx } from './transactions.service.js';

const CHECK_MS = 20_000;

/** The configured channels: numbers, mailboxes, website chats. Secrets go in and never come out. */
@Injectable()
export class ChannelAccountService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
    private readonly keys: Keys,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** What can be set up, with the schemas that draw the forms. */
  kinds(by: Performer): ChannelKind[] {
    demand(by, 'channel.manage');
    return channelKinds();
  }

  async list(by: Performer): Promise<ChannelAccountView[]> {
    demand(by, 'channel.manage');
    return (await listAccounts(this.transactions.reader)).map((row) => this.view(row));
  }

  /** Sets a channel up. Throws `bad-request` with the fields at fault by the channel's own schema. */
  async create(by: Performer, input: CreateChannelAccount): Promise<ChannelAccountView> {
    demand(by, 'channel.manage');
    const channel = channelNamed(input.channel);
    const settings = validSettings(channel, input.settings);
    return this.transactions.run(async (tx) => {
      const id = newId();
      const hookId = await this.hookFor(tx, channel, id, settings, input.webhookUrl);
      await this.insert(tx, id, hookId, input, splitSecrets(channel, settings));
      await this.record(tx, by, 'channel.create', id, Object.keys(input.settings));
      return this.view(await findAccount(tx.sql, id));
    });
  }

  /** Changes an account. A secret left out stays as it is; connections of every process follow within a second. */
  async change(by: Performer, id: string, change: ChangeChannelAccount): Promise<ChannelAccountView> {
    demand(by, 'channel.manage');
    return this.transactions.run(async (tx) => {
      const before = await findAccount(tx.sql, id, { lock: true });
      if (change.settings) await this.applySettings(tx, before, change.settings);
      await this.applyFields(tx, before, change);
      await this.record(tx, by, 'channel.change', id, fieldNames(change));
      return this.view(await findAccount(tx.sql, id));
    });
  }

  /**
   * Asks the provider whether the settings work, and makes it call us where it must be told; not for an account at rest,
   * which would refuse the calls. What went wrong is in the answer, for the administrator.
   */
  async check(by: Performer, id: string): Promise<CheckResult> {
    demand(by, 'channel.manage');
    if (!isSystem(by)) await this.limiter.hit(LIMITS.channelCheck, by.id);
    const row = await findAccount(this.transactions.reader, id);
    const error = await this.faultOf(row);
    await this.transactions.run(async (tx) => {
      await this.audit.append(tx.sql, by, {
        action: 'channel.check',
        objectKind: 'channel-account',
        objectId: id,
      });
      await noteTrouble(tx.sql, id, error, this.clock.now());
    });
    return { ok: error === null, error };
  }

  private async faultOf(row: StoredAccount): Promise<string | null> {
    try {
      const channel = channelNamed(row.channel);
      const settings = channel.settings.parse(this.withSecrets(row));
      const connection = channel.open(settings, channelContext(this.env, this.keys, this.clock, row));
      try {
        await withinTime(proven(connection, row.enabled));
        return null;
      } finally {
        await connection.close?.();
      }
    } catch (error) {
      return explain(error);
    }
  }

  private async hookFor(
    tx: Tx,
    channel: Channel,
    accountId: string,
    settings: Record<string, unknown>,
    webhookUrl: string | null,
  ): Promise<string | null> {
    const hookId = newId();
    const row = { id: accountId, hookId, webhookUrl };
    const connection = channel.open(settings, channelContext(this.env, this.keys, this.clock, row));
    const hasWebhook = connection.webhook !== undefined;
    await connection.close?.();
    if (!hasWebhook) return null;
    await tx.sql.query('INSERT INTO hook (id, channel, webhook_url, created_at) VALUES ($1, $2, $3, $4)', [
      hookId,
      channel.name,
      webhookUrl,
      this.clock.now(),
    ]);
    return hookId;
  }

  private async insert(
    tx: Tx,
    id: string,
    hookId: string | null,
    input: CreateChannelAccount,
    split: ReturnType<typeof splitSecrets>,
  ): Promise<void> {
    await requireQueue(tx, input.queueId);
    await tx.sql.query(
      `INSERT INTO channel_account (id, channel, label, hook_id, queue_id, settings, secrets, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        input.channel,
        input.label,
        hookId,
        input.queueId,
        JSON.stringify(split.open),
        sealSecrets(this.keys, id, split.secrets),
        this.clock.now(),
      ],
    );
  }

  private async applySettings(
    tx: Tx,
    before: StoredAccount,
    change: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const channel = channelNamed(before.channel);
    const kept = openSecrets(this.keys, before.id, before.secrets);
    const split = splitSecrets(
      channel,
      validSettings(channel, { ...kept, ...withoutBlanks(channel, change) }),
    );
    await tx.sql.query('UPDATE channel_account SET settings = $2, secrets = $3 WHERE id = $1', [
      before.id,
      JSON.stringify(split.open),
      sealSecrets(this.keys, before.id, split.secrets),
    ]);
  }

  private async applyFields(tx: Tx, before: StoredAccount, change: ChangeChannelAccount): Promise<void> {
    await requireQueue(tx, change.queueId ?? null);
    await tx.sql.query(
      `UPDATE channel_account SET label = coalesce($2, label), enabled = coalesce($3, enabled),
              queue_id = CASE WHEN $4 THEN $5::uuid ELSE queue_id END, version = version + 1 WHERE id = $1`,
      [
        before.id,
        change.label ?? null,
        change.enabled ?? null,
        change.queueId !== undefined,
        change.queueId ?? null,
      ],
    );
    if (change.webhookUrl !== undefined && before.hookId)
      await tx.sql.query('UPDATE hook SET webhook_url = $2 WHERE id = $1', [
        before.hookId,
        change.webhookUrl,
      ]);
  }

  /** Every change leaves a version behind: what the account was set to, without its secrets. */
  private async record(
    tx: Tx,
    by: Performer,
    action: string,
    id: string,
    fields: readonly string[],
  ): Promise<void> {
    const { settings, label, enabled, queueId, version } = await findAccount(tx.sql, id);
    await insertSetting(tx.sql, {
      key: `channel-account:${id}`,
      version,
      value: { label, enabled, queueId, settings },
      changedBy: isSystem(by) ? null : by.id,
      changedAt: this.clock.now(),
    });
    await this.audit.append(tx.sql, by, { action, objectKind: 'channel-account', objectId: id, fields });
    tx.tell(directoryChanged('channel-account', id));
  }

  private withSecrets(row: StoredAccount): Record<string, unknown> {
    return { ...row.settings, ...openSecrets(this.keys, row.id, row.secrets) };
  }

  private view(row: StoredAccount): ChannelAccountView {
    return accountView(row, this.env, this.keys);
  }
}

/** A form sends an untouched secret as an empty text: it stays as it is. */
function withoutBlanks(channel: Channel, change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { open, secrets } = splitSecrets(channel, change);
  const entered = Object.entries(secrets).filter(([, value]) => value !== '' && value !== null);
  return { ...open, ...Object.fromEntries(entered) };
}

function fieldNames(change: ChangeChannelAccount): string[] {
  const { settings, ...rest } = change;
  return [...Object.keys(rest), ...Object.keys(settings ?? {}).map((name) => `settings.${name}`)];
}

async function requireQueue(tx: Tx, queueId: string | null): Promise<void> {
  if (queueId === null) return;
  const found = await tx.sql.query('SELECT 1 FROM queue WHERE id = $1 AND archived_at IS NULL', [queueId]);
  if (found.length === 0) throw new DomainError('bad-request', { field: 'queueId' });
}

async function proven(connection: Connection, enabled: boolean): Promise<void> {
  if (enabled) await connection.subscribe?.();
  await connection.check?.();
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ChannelError('retry', 'timeout', 'The provider did not answer in time.')),
      CHECK_MS,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Words of a channel are written for administrators; anything else may quote secrets and is named only. */
export function explain(error: unknown): string {
  if (error instanceof ChannelError) return `${error.code}: ${error.message}`;
  if (error instanceof DomainError) return error.code;
  return 'The settings could not be used. Enter them again, secrets included.';
}
