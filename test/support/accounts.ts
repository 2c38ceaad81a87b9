import { system } from '@sila/access';
import { ChannelAccountService } from '@sila/directory';
import type { INestApplicationContext } from '@nestjs/common';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import type { Dovecot } from './dovecot.js';

const actor = system('test');
/** The association's account at the pretended Twilio. */
export const TWILIO = { accountSid: `AC${'7'.repeat(32)}`, authToken: 'token-of-the-installation' };
const MAILBOX_PASSWORD = 'password-of-the-mailbox';

const BOT_TOKEN = '700000002:AAF-token_of_the_installation';
/** The association's bot at the pretended Telegram. */
export const BOT = 'charity_bot';
/** The association's number at the pretended Twilio. */
export const NUMBER = '+966112345678';
/** The association's mailbox, and the server whose word on senders it trusts. */
export const MAILBOX = 'help@charity.example';
export const MAIL_SERVER = 'mx.simulator.test';
/** The website that may carry the association's chat. */
export const WEBSITE = 'https://charity.example';

/** A template that the provider approved: may be sent when the window is closed. */
export const TEMPLATE = {
  id: `HX${'3'.repeat(32)}`,
  name: 'follow-up',
  body: 'السلام عليكم {{1}}، لدينا جديد في طلبكم. هل نتابع معكم هنا؟',
  variables: ['1'],
};

/** Adds the WhatsApp number; webhooks go to every api process. */
export async function addNumber(
  desk: INestApplicationContext,
  simulator: Simulator,
  apiUrls: readonly string[],
): Promise<void> {
  const account = await accounts(desk).create(actor, {
    channel: 'whatsapp-twilio',
    label: 'واتساب',
    queueId: null,
    webhookUrl: null,
    settings: { ...TWILIO, sender: NUMBER, apiBaseUrl: simulator.url, templates: [TEMPLATE] },
  });
  const webhookUrl = `${account.webhookUrl ?? ''}#rc=5&rp=all`;
  const templates = { [TEMPLATE.id]: TEMPLATE.body };
  simulator.configure({
    twilio: { ...TWILIO, number: NUMBER, webhookUrl, targets: [...apiUrls], templates },
  });
}

/** How the pretended providers repeat a webhook that was refused: much sooner than the real ones. */
const retryDelaysMs = [20, 50, 100, 300, 1_000];

/** The association's accounts at the pretended Meta. */
export const META = {
  whatsappCloud: {
    channel: 'whatsapp-cloud',
    field: 'phoneNumberId',
    id: '106540352242922',
    name: '+966112345679',
  },
  messenger: { channel: 'messenger', field: 'pageId', id: '208761452093471', name: 'page' },
  instagram: { channel: 'instagram', field: 'instagramId', id: '17841400000000001', name: '@page' },
} as const;
export const META_SECRETS = {
  accessToken: 'meta-token',
  appSecret: 'meta-secret',
  verifyToken: 'meta-verify',
};
/** A template that Meta approved. */
export const META_TEMPLATE = { name: 'follow_up', language: 'ar', body: TEMPLATE.body, variables: ['1'] };

/** Adds a number, a page and an Instagram account at Meta; webhooks go to every api process. */
export async function addMeta(
  desk: INestApplicationContext,
  simulator: Simulator,
  apiUrls: readonly string[],
): Promise<void> {
  for (const [key, { channel, field, id, name }] of Object.entries(META)) {
    const apiBaseUrl = `${simulator.url}/graph/${channel}`;
    const own = key === 'whatsappCloud' ? { templates: [META_TEMPLATE] } : { humanAgent: true };
    const settings = { ...META_SECRETS, ...own, [field]: id, apiBaseUrl };
    const account = await accounts(desk).create(actor, {
      channel,
      label: name,
      queueId: null,
      webhookUrl: null,
      settings,
    });
    const hook = { webhookUrl: account.webhookUrl ?? '', targets: [...apiUrls], retryDelaysMs };
    simulator.configure({ [key]: { id, name, ...META_SECRETS, humanAgent: true, ...hook } });
  }
}

/** Adds the mailbox: sent through the simulator, read there too or from a Dovecot. Gives the account's id. */
export async function addMailbox(
  desk: INestApplicationContext,
  simulator: Simulator,
  dovecot: Dovecot | null,
): Promise<string> {
  if (!dovecot)
    simulator.configure({
      mailbox: { address: MAILBOX, user: MAILBOX, password: MAILBOX_PASSWORD, authservId: MAIL_SERVER },
    });
  const account = await accounts(desk).create(actor, {
    channel: 'email',
    label: 'بريد الجمعية',
    queueId: null,
    webhookUrl: null,
    settings: {
      address: MAILBOX,
      displayName: 'جمعية رعاية الأيتام',
      user: MAILBOX,
      password: dovecot?.password ?? MAILBOX_PASSWORD,
      imapHost: '127.0.0.1',
      imapPort: dovecot?.port ?? simulator.imapPort,
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort: simulator.smtpPort,
      smtpSecurity: 'none',
      trustedAuthservId: MAIL_SERVER,
    },
  });
  return account.id;
}

/** Adds the bot, and lets Telegram call it: an administrator's check sets the webhook. */
export async function addBot(
  desk: INestApplicationContext,
  simulator: Simulator,
  apiUrls: readonly string[],
): Promise<void> {
  simulator.configure({
    telegram: { botToken: BOT_TOKEN, username: BOT, targets: [...apiUrls], retryDelaysMs },
  });
  const account = await accounts(desk).create(actor, {
    channel: 'telegram',
    label: 'تيليجرام',
    queueId: null,
    webhookUrl: null,
    settings: {
      botToken: BOT_TOKEN,
      webhookSecret: 'secret-of-the-installation',
      apiBaseUrl: `${simulator.url}/telegram`,
    },
  });
  const { error } = await accounts(desk).check(actor, account.id);
  if (error !== null) throw new Error(error);
}

/** Adds the website chat. Gives the account's id, which the website's tag names. */
export async function addWebChat(desk: INestApplicationContext): Promise<string> {
  const account = await accounts(desk).create(actor, {
    channel: 'web-chat',
    label: 'محادثة الموقع',
    queueId: null,
    webhookUrl: null,
    settings: { allowedOrigins: [WEBSITE] },
  });
  return account.id;
}

/** Adds one account of the association, tied to its pretended provider. */
export type AddAccount = (
  desk: INestApplicationContext,
  simulator: Simulator,
  apiUrls: readonly string[],
) => Promise<void>;

/** The association's number for SMS, which receives. */
export const SMS_NUMBER = '+966112345679';

export const addSms: AddAccount = async (desk, simulator, apiUrls) => {
  const settings = {
    ...TWILIO,
    sender: SMS_NUMBER,
    receives: true,
    apiBaseUrl: `${simulator.url}/sms-twilio`,
  };
  const webhookUrl = await hookOf(desk, 'sms-twilio', 'رسائل نصية', settings);
  simulator.configure({
    smsTwilio: {
      ...TWILIO,
      number: SMS_NUMBER,
      webhookUrl: `${webhookUrl}#rc=5&rp=all`,
      targets: [...apiUrls],
    },
  });
};

/** The association's registered name, under which nobody can be answered. */
export const addUnifonic: AddAccount = async (desk, simulator, apiUrls) => {
  const own = { appSid: 'app-sid-of-the-installation', senderId: 'Orphans' };
  const settings = { ...own, apiBaseUrl: `${simulator.url}/unifonic` };
  const webhookUrl = await hookOf(desk, 'sms-unifonic', 'باسم الجمعية', settings);
  simulator.configure({ unifonic: { ...own, webhookUrl, targets: [...apiUrls] } });
};

/** The association's account at X. */
export const addX: AddAccount = async (desk, simulator, apiUrls) => {
  const keys = { consumerKey: 'key-of-the-installation', consumerSecret: 'secret-of-the-installation' };
  const own = { userId: '1790000000000000001', ...keys };
  const token = { accessToken: 'token-of-the-installation', accessTokenSecret: 'its-secret' };
  const settings = { ...own, ...token, apiBaseUrl: `${simulator.url}/x` };
  const webhookUrl = await hookOf(desk, 'x', 'إكس', settings);
  simulator.configure({ x: { ...own, webhookUrl, targets: [...apiUrls], retryDelaysMs } });
};

/** Makes an account; gives its webhook's address. */
async function hookOf(
  desk: INestApplicationContext,
  channel: string,
  label: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<string> {
  const made = { channel, label, queueId: null, webhookUrl: null, settings };
  return (await accounts(desk).create(actor, made)).webhookUrl ?? '';
}

function accounts(desk: INestApplicationContext): ChannelAccountService {
  return desk.get(ChannelAccountService, { strict: false });
}
