import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import type { Env } from '@sila/config';
import type { ChannelAccountView } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import type { Simulator } from '../../simulator/src/simulator.js';
import type { Secrets } from './secrets.js';
import { TRIAL_MAIL_SERVER, TRIAL_MAILBOX, TRIAL_NUMBER } from './simulator.js';

interface TrialAccount {
  readonly channel: string;
  readonly label: string;
  readonly settings: Readonly<Record<string, unknown>>;
  isThis(account: ChannelAccountView): boolean;
}

/** The trial's accounts, as Sila has them. */
export interface TrialChannels {
  readonly phone: ChannelAccountView | null;
  readonly chat: ChannelAccountView | null;
}

const us = system('first-start');

/** Adds what is missing of the trial's channels. */
export async function addTrialChannels(
  app: INestApplicationContext,
  env: Env,
  secrets: Secrets,
  simulator: Simulator | null,
): Promise<void> {
  const service = app.get(ChannelAccountService, { strict: false });
  const known = await service.list(us);
  for (const wanted of accountsOf(env, secrets, simulator)) {
    if (known.some((account) => wanted.isThis(account))) continue;
    const { channel, label, settings } = wanted;
    await service.create(us, { channel, label, settings, queueId: null, webhookUrl: null });
  }
}

/**
 * Ties the accounts of the trial to the simulator of this start: its ports may have changed. Without a simulator they
 * rest, so that nobody keeps knocking at closed ports. Accounts that an administrator made are left alone.
 */
export async function tieToSimulator(
  app: INestApplicationContext,
  env: Env,
  secrets: Secrets,
  simulator: Simulator | null,
): Promise<TrialChannels> {
  const service = app.get(ChannelAccountService, { strict: false });
  const wanted = accountsOf(env, secrets, simulator);
  for (const account of await service.list(us)) {
    if (!isSimulated(account)) continue;
    const now = wanted.find((one) => one.isThis(account));
    if (account.enabled !== (now !== undefined) || (now && differs(account, now)))
      await service.change(us, account.id, {
        enabled: now !== undefined,
        ...(now && { settings: now.settings }),
      });
  }
  const accounts = await service.list(us);
  return {
    phone: accounts.find((account) => account.settings['sender'] === TRIAL_NUMBER) ?? null,
    chat: accounts.find((account) => account.embed !== null) ?? null,
  };
}

function isSimulated({ settings }: ChannelAccountView): boolean {
  return settings['sender'] === TRIAL_NUMBER || settings['address'] === TRIAL_MAILBOX;
}

/** Secrets cannot be compared and do not change; everything else can. */
function differs(account: ChannelAccountView, wanted: TrialAccount): boolean {
  return Object.entries(wanted.settings).some(
    ([name, value]) => !account.secretsSet.includes(name) && account.settings[name] !== value,
  );
}

function accountsOf(env: Env, secrets: Secrets, simulator: Simulator | null): TrialAccount[] {
  const chat: TrialAccount = {
    channel: 'web-chat',
    label: 'محادثة الموقع',
    settings: { allowedOrigins: originsOf(env, simulator) },
    isThis: (account) => account.embed !== null,
  };
  const own = [chat, paperAccount()];
  return simulator ? [phoneAccount(secrets, simulator), mailAccount(secrets, simulator), ...own] : own;
}

/** Letters need nobody: they are scanned and printed at the desk. */
function paperAccount(): TrialAccount {
  return {
    channel: 'letters',
    label: 'خطابات الجمعية',
    settings: {
      nameAr: 'جمعية رعاية الأيتام',
      nameEn: 'Orphans Care Association',
      footerAr: 'الرياض، حي النسيم، هاتف 0110000000',
      footerEn: 'An Nasim, Riyadh, telephone 0110000000',
    },
    isThis: (account) => account.settings['signs'] !== undefined,
  };
}

function phoneAccount(secrets: Secrets, simulator: Simulator): TrialAccount {
  return {
    channel: 'whatsapp-twilio',
    label: 'واتساب الجمعية',
    settings: {
      accountSid: secrets.twilioAccountSid,
      authToken: secrets.twilioAuthToken,
      sender: TRIAL_NUMBER,
      apiBaseUrl: simulator.url,
    },
    isThis: (account) => account.settings['sender'] === TRIAL_NUMBER,
  };
}

function mailAccount(secrets: Secrets, simulator: Simulator): TrialAccount {
  return {
    channel: 'email',
    label: 'بريد الجمعية',
    settings: {
      address: TRIAL_MAILBOX,
      displayName: 'جمعية رعاية الأيتام',
      user: TRIAL_MAILBOX,
      password: secrets.mailboxPassword,
      imapHost: '127.0.0.1',
      imapPort: simulator.imapPort,
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort: simulator.smtpPort,
      smtpSecurity: 'none',
      trustedAuthservId: TRIAL_MAIL_SERVER,
    },
    isThis: (account) => account.settings['address'] === TRIAL_MAILBOX,
  };
}

/** The website that carries the chat is the simulator's, by either of its names. */
function originsOf(env: Env, simulator: Simulator | null): string[] {
  const page = simulator ? [simulator.url, simulator.url.replace('127.0.0.1', 'localhost')] : [];
  return [...new Set([new URL(env.PUBLIC_URL).origin, ...page])];
}
