import { channels, formOf } from '@sila/channels';
import type { ChannelAccountView } from '@sila/contracts';
import type { Env } from '@sila/config';
import type { Sql } from '@sila/database';
import { DomainError } from '@sila/domain';
import type { Keys } from '@sila/platform';
import { ownWebhookUrl } from './channel-directory.service.js';
import { openSecrets } from './channel-secrets.js';
import type { AccountRow } from './open-account.js';

/** A row with its health. */
export interface StoredAccount extends AccountRow {
  readonly lastInboundAt: Date | null;
  readonly lastSentAt: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

const SELECT = `
  SELECT a.id, a.channel, a.label, a.enabled, a.hook_id AS "hookId", a.queue_id AS "queueId", a.version,
         a.settings, a.secrets, h.webhook_url AS "webhookUrl", a.last_inbound_at AS "lastInboundAt",
         a.last_sent_at AS "lastSentAt", a.last_error AS "lastError", a.last_error_at AS "lastErrorAt"
    FROM channel_account a LEFT JOIN hook h ON h.id = a.hook_id`;

export async function listAccounts(sql: Sql): Promise<StoredAccount[]> {
  return sql.query<StoredAccount & Record<string, unknown>>(`${SELECT} ORDER BY a.created_at, a.id`);
}

/** One account, locked when a transaction is about to change it. Throws `not-found`. */
export async function findAccount(
  sql: Sql,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredAccount> {
  const lock = options.lock ? ' FOR UPDATE OF a' : '';
  const [row] = await sql.query<StoredAccount & Record<string, unknown>>(`${SELECT} WHERE a.id = $1${lock}`, [
    id,
  ]);
  if (!row) throw new DomainError('not-found');
  return row;
}

/** What an administrator sees: never a secret, only which ones are set. */
export function accountView(row: StoredAccount, env: Env, keys: Keys): ChannelAccountView {
  const channel = channels.find((one) => one.name === row.channel);
  return {
    id: row.id,
    channel: row.channel,
    label: row.label,
    icon: channel?.icon ?? 'circle-help',
    enabled: row.enabled,
    queueId: row.queueId,
    settings: row.settings,
    secretsSet: secretNames(row, keys),
    version: row.version,
    webhookUrl: row.hookId ? (row.webhookUrl ?? ownWebhookUrl(env, row.hookId)) : null,
    embed: isEmbedded(row) ? embedTag(env, row.id) : null,
    page: channel && formOf(channel) ? `${env.PUBLIC_URL}/portal/?form=${row.id}` : null,
    health: {
      lastInboundAt: row.lastInboundAt?.toISOString() ?? null,
      lastSentAt: row.lastSentAt?.toISOString() ?? null,
      lastError: row.lastError,
      lastErrorAt: row.lastErrorAt?.toISOString() ?? null,
    },
  };
}

/** Secrets sealed with another SILA_SECRET count as not set: they have to be entered again. */
function secretNames(row: StoredAccount, keys: Keys): string[] {
  try {
    return Object.keys(openSecrets(keys, row.id, row.secrets));
  } catch {
    return [];
  }
}

/** A channel that lives on websites says so by asking which ones may carry it. */
function isEmbedded(row: AccountRow): boolean {
  const channel = channels.find((one) => one.name === row.channel);
  return channel !== undefined && 'allowedOrigins' in channel.settings.shape;
}

function embedTag(env: Env, accountId: string): string {
  return `<script async src="${env.PUBLIC_URL}/widget/loader.js" data-account="${accountId}"></script>`;
}
