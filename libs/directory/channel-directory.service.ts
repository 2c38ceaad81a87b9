import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ChannelContext, Connection } from '@sila/channels';
import { channels } from '@sila/channels';
import type { Env } from '@sila/config';
import type { ChannelRef } from '@sila/contracts';
import { type Capabilities, DomainError, type IdentityKind } from '@sila/domain';
import { Clock, ENV, FactBus, Keys, Log } from '@sila/platform';
import { resolve } from 'node:path';
import { openSecrets } from './channel-secrets.js';
import { type AccountRow, OpenAccount } from './open-account.js';
import { Transactions } from './transactions.service.js';

const UNKNOWN_ICON = 'circle-help';
/** How long the list is trusted when no fact says otherwise. */
const TRUST_MS = 10_000;
/** How long an account that was asked for in vain is not asked for again. */
const MISS_MS = 250;
/** How long an outdated connection may finish what it has begun. */
const LINGER_MS = 30_000;

const SELECT = `
  SELECT a.id, a.channel, a.label, a.enabled, a.hook_id AS "hookId", a.queue_id AS "queueId", a.version,
         a.settings, a.secrets, h.webhook_url AS "webhookUrl"
    FROM channel_account a LEFT JOIN hook h ON h.id = a.hook_id ORDER BY a.created_at, a.id`;

/** An account that can write to an address of this kind although nothing ever came from it there. */
export interface Reach {
  readonly accountId: string;
  readonly kind: IdentityKind;
}

/** The address of a hook below this installation's own. */
export function ownWebhookUrl(env: Env, hookId: string): string {
  return `${env.PUBLIC_URL}/hooks/${hookId}`;
}

/**
 * Every channel account with its connection, kept in memory. A change in any process is heard as a fact within a second;
 * a change that no fact announced is found within ten.
 */
@Injectable()
export class ChannelDirectory implements OnApplicationShutdown {
  private known = new Map<string, OpenAccount>();
  private loadedAt = Number.NEGATIVE_INFINITY;
  private stale = true;
  private loading: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly lingering = new Set<OpenAccount>();
  private readonly stopHearing: () => void;

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(ENV) private readonly env: Env,
    bus: FactBus,
  ) {
    this.stopHearing = bus.hear({
      onFacts: (facts) => {
        if (facts.some((fact) => fact.type === 'directory.changed')) this.outdate();
      },
      onReconnect: () => this.outdate(),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopHearing();
    const all = [...this.known.values(), ...this.lingering];
    await Promise.allSettled(all.map((account) => account.close()));
  }

  /** One account, enabled or not. Throws `not-found`. */
  async account(accountId: string): Promise<OpenAccount> {
    await this.refresh();
    const found = this.known.get(accountId) ?? (await this.lookAgain(accountId));
    if (!found) throw new DomainError('not-found');
    return found;
  }

  /** The connection of one account. Throws `not-found`, and whatever opening throws. */
  async connection(accountId: string): Promise<Connection> {
    return (await this.account(accountId)).connection;
  }

  async capabilities(accountId: string): Promise<Capabilities> {
    return (await this.account(accountId)).capabilities;
  }

  /** How an account is shown; one of a channel this version does not have keeps its id and a plain sign. */
  async channelRef(accountId: string): Promise<ChannelRef> {
    const account = await this.account(accountId).catch(() => null);
    if (!account) return { accountId, channel: '', label: '', icon: UNKNOWN_ICON };
    return { accountId, channel: account.channel.name, label: account.label, icon: account.channel.icon };
  }

  async iconOf(accountId: string): Promise<string> {
    return (await this.channelRef(accountId)).icon;
  }

  /** The accounts behind one webhook; empty for an unknown hook. */
  async accountsOfHook(hookId: string): Promise<readonly OpenAccount[]> {
    await this.refresh();
    const found = this.ofHook(hookId);
    if (found.length > 0) return found;
    await this.lookAgain(hookId);
    return this.ofHook(hookId);
  }

  /** Every account that is switched on. */
  async enabled(): Promise<readonly OpenAccount[]> {
    return (await this.accounts()).filter((account) => account.enabled);
  }

  /** The accounts that can write to addresses which never wrote on them, with the kinds of address. */
  async reaching(): Promise<readonly Reach[]> {
    return (await this.enabled()).flatMap(({ id, channel }) =>
      channel.capabilities.outbound
        ? channel.capabilities.reaches.map((kind) => ({ accountId: id, kind }))
        : [],
    );
  }

  /** Every account, enabled or not. */
  async accounts(): Promise<readonly OpenAccount[]> {
    await this.refresh();
    return [...this.known.values()];
  }

  /** Calls back after accounts were added, changed or taken away. Returns a function that ends it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private ofHook(hookId: string): OpenAccount[] {
    return [...this.known.values()].filter((account) => account.hookId === hookId);
  }

  private outdate(): void {
    this.stale = true;
    if (this.listeners.size > 0)
      this.refresh().catch((error: unknown) => this.log.fail('channel accounts could not be read', error));
  }

  /** An account made a moment ago may not be in the list yet; strangers who guess must not cost a query each. */
  private async lookAgain(accountId: string): Promise<OpenAccount | undefined> {
    if (performance.now() - this.loadedAt < MISS_MS) return undefined;
    this.stale = true;
    await this.refresh();
    return this.known.get(accountId);
  }

  private async refresh(): Promise<void> {
    if (!this.stale && performance.now() - this.loadedAt < TRUST_MS) return;
    this.loading ??= this.load().finally(() => (this.loading = null));
    await this.loading;
  }

  /** When the database is away what is known stays good, so that the door can answer 503 by itself. */
  private async load(): Promise<void> {
    this.stale = false;
    const began = performance.now();
    try {
      const rows = await this.transactions.reader.query<AccountRow & Record<string, unknown>>(SELECT);
      this.loadedAt = began;
      this.replace(rows);
    } catch (error) {
      this.stale = true;
      if (this.known.size === 0) throw error;
      this.log.fail('channel accounts could not be read; the last known ones stay', error);
    }
  }

  private replace(rows: readonly AccountRow[]): void {
    const before = this.known;
    const fresh = rows.flatMap((row) => this.open(row));
    this.known = new Map(
      fresh.map((account) => {
        const old = before.get(account.id);
        return [account.id, old?.fingerprint === account.fingerprint ? old : account];
      }),
    );
    const outdated = [...before.values()].filter((account) => this.known.get(account.id) !== account);
    for (const account of outdated) this.closeLater(account);
    const changed = outdated.length > 0 || this.known.size !== before.size;
    if (changed) for (const listener of this.listeners) listener();
  }

  private open(row: AccountRow): OpenAccount[] {
    const kind = channels.find((channel) => channel.name === row.channel);
    if (!kind) {
      this.log.warn('a channel account is of a channel that this version does not have', { account: row.id });
      return [];
    }
    const settings = () => ({ ...row.settings, ...openSecrets(this.keys, row.id, row.secrets) });
    return [new OpenAccount(row, kind, this.contextOf(row), settings)];
  }

  private contextOf(row: AccountRow): ChannelContext {
    return channelContext(this.env, this.keys, this.clock, row);
  }

  private closeLater(account: OpenAccount): void {
    this.lingering.add(account);
    const close = async (): Promise<void> => {
      this.lingering.delete(account);
      await account.close().catch((error: unknown) => this.log.fail('a connection did not close', error));
    };
    setTimeout(() => void close(), LINGER_MS).unref();
  }
}

/** What a channel gets from the product around it. */
export function channelContext(
  env: Env,
  keys: Keys,
  clock: Clock,
  row: { readonly id: string; readonly hookId: string | null; readonly webhookUrl: string | null },
): ChannelContext {
  return {
    accountId: row.id,
    webhookUrl: row.webhookUrl ?? ownWebhookUrl(env, row.hookId ?? row.id),
    publicUrl: env.PUBLIC_URL,
    ...(env.DROP_DIR && { dropFolder: resolve(env.DROP_DIR) }),
    now: () => clock.now(),
    sign: (purpose, value) => keys.sign(purpose, value),
  };
}
