import { z } from 'zod';
import { ChannelError } from '../channel.js';
import type { ProviderWebhook, Redelivery } from '../upkeep.js';
import type { AccountSettings } from './account.settings.js';
import type { ApiClient } from './api.client.js';
import { ALLOWED_UPDATES } from './update.schema.js';

const bot = z.object({ id: z.int(), is_bot: z.literal(true) });
const webhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.int(),
  last_error_date: z.int().optional(),
  last_error_message: z.string().optional(),
});

/**
 * Tells Telegram where to call, with which secret and about what. It can't be asked which secret it holds, so all is told
 * each time; what waits for us is kept.
 */
export async function setWebhook(
  api: ApiClient,
  settings: AccountSettings,
  webhookUrl: string,
): Promise<void> {
  const parameters = {
    url: webhookUrl,
    secret_token: settings.webhookSecret,
    allowed_updates: [...ALLOWED_UPDATES],
    drop_pending_updates: false,
  };
  await api.call('setWebhook', parameters, z.literal(true));
}

/** Proves the token, and that what people wrote reaches us: messages that wait at Telegram are lost after a day. */
export async function checkBot(api: ApiClient): Promise<void> {
  await api.call('getMe', {}, bot);
  const info = await api.call('getWebhookInfo', {}, webhookInfo);
  if (info.pending_update_count === 0 || info.last_error_date === undefined) return;
  const since = new Date(info.last_error_date * 1_000).toISOString();
  throw new ChannelError(
    'retry',
    'webhook',
    `${info.pending_update_count} messages wait at Telegram, which could not reach Sila (${since}): ` +
      `${info.last_error_message ?? 'no reason given'}. It tries again by itself, for 24 hours.`,
  );
}

/** Makes Telegram try at once with what waits there: it can't be listed while a webhook is set. */
export async function askAgain(
  api: ApiClient,
  settings: AccountSettings,
  webhookUrl: string,
): Promise<Redelivery> {
  const { pending_update_count: awaited } = await api.call('getWebhookInfo', {}, webhookInfo);
  if (awaited > 0) await setWebhook(api, settings, webhookUrl);
  return { kind: 'redelivery', awaited };
}

/** What Telegram says of the webhook. */
export async function webhookReport(api: ApiClient, webhookUrl: string): Promise<ProviderWebhook> {
  const info = await api.call('getWebhookInfo', {}, webhookInfo);
  const { last_error_date: failedAt, last_error_message: words = '' } = info;
  return {
    state: info.url === webhookUrl ? 'active' : info.url === '' ? 'missing' : 'elsewhere',
    waiting: info.pending_update_count,
    lastError: failedAt === undefined ? null : { at: new Date(failedAt * 1_000), words },
  };
}
