import { z } from 'zod';
import { secret } from '../channel.js';

/** What Telegram takes as a secret token; shorter ones could be guessed. Source: core.telegram.org/bots/api#setwebhook. */
const WEBHOOK_SECRET = /^[A-Za-z0-9_-]{16,256}$/;

/** What one bot needs. README.md says where each value is found. */
export const accountSettings = z.object({
  botToken: secret({
    title: 'Bot token',
    titleAr: 'رمز البوت (Bot token)',
    description: 'As BotFather gave it. Opens the bot to whoever holds it.',
    descriptionAr: 'كما أعطاه BotFather. من ملكه ملك البوت.',
  }).regex(/^\d+:[A-Za-z0-9_-]{20,}$/, 'a bot token is a number, a colon and letters'),
  webhookSecret: secret({
    title: 'Webhook secret',
    titleAr: 'سرّ الاستقبال (Webhook secret)',
    description: 'Letters, digits, _ and -, at least 16: Telegram shows it with every message.',
    descriptionAr: 'حروف لاتينية وأرقام و _ و -، لا تقل عن 16: يُظهره تيليجرام مع كل رسالة.',
  }).regex(WEBHOOK_SECRET, 'letters, digits, _ and -, from 16 to 256'),
  furtherWebhookSecrets: secret({
    title: 'Further webhook secrets',
    titleAr: 'أسرار استقبال إضافية',
    description: 'Accepted while the secret is being changed; separated by spaces.',
    descriptionAr: 'تُقبل أثناء تبديل السرّ، وتُفصل بينها مسافات.',
  }).optional(),
  apiBaseUrl: z
    .url()
    .default('https://api.telegram.org')
    .meta({ title: 'API address', titleAr: 'عنوان الواجهة البرمجية', advanced: true }),
});

export type AccountSettings = z.output<typeof accountSettings>;

/** Every secret that vouches for a webhook: the current one first. */
export function webhookSecrets(settings: AccountSettings): string[] {
  const further = settings.furtherWebhookSecrets?.split(/[\s,]+/) ?? [];
  return [settings.webhookSecret, ...further].filter((each) => each !== '');
}
