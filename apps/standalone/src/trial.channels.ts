import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import type { ChannelAccountView } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import { email } from './channels/email.js';
import { helpRequest } from './channels/help-request.js';
import { letters } from './channels/letters.js';
import { reception } from './channels/reception.js';
import { volunteering } from './channels/volunteering.js';
import { instagram, messenger, whatsappCloud } from './channels/meta.js';
import { smsTwilio } from './channels/sms-twilio.js';
import { smsUnifonic } from './channels/sms-unifonic.js';
import { telegram } from './channels/telegram.js';
import { voiceTwilio } from './channels/voice-twilio.js';
import { webChat } from './channels/web-chat.js';
import { whatsappTwilio } from './channels/whatsapp-twilio.js';
import { x } from './channels/x.js';
import type { Trial, TrialChannel } from './trial.channel.js';

/** Every channel of the trial. Adding one is a file and a line here. */
const channels: readonly TrialChannel[] = [
  whatsappTwilio,
  whatsappCloud,
  messenger,
  instagram,
  telegram,
  email,
  webChat,
  smsTwilio,
  smsUnifonic,
  x,
  helpRequest,
  volunteering,
  letters,
  voiceTwilio,
  reception,
];

const organisation = { ar: 'جمعية رعاية الأيتام', en: 'Orphan Care Association' };
const us = system('first-start');

/** Adds the accounts that are missing. */
export async function addTrialChannels(app: INestApplicationContext, trial: Trial): Promise<void> {
  const service = app.get(ChannelAccountService, { strict: false });
  const known = await service.list(us);
  for (const one of channels) {
    const settings = one.settings(trial);
    if (!settings || known.some((account) => one.isThis(account))) continue;
    const { channel, label } = one;
    await service.create(us, { channel, label, settings, queueId: null, webhookUrl: null });
  }
}

/**
 * Makes Sila and the simulator of this start know each other: its ports may have changed. Without a simulator the accounts
 * that follow it rest, so that nobody keeps knocking at closed ports. Accounts that an administrator made are left alone.
 * Gives the accounts as they are now.
 */
export async function wireChannels(
  app: INestApplicationContext,
  trial: Trial,
): Promise<readonly ChannelAccountView[]> {
  const service = app.get(ChannelAccountService, { strict: false });
  for (const account of await service.list(us)) {
    const one = channels.find((each) => each.followsSimulator && each.isThis(account));
    if (one) await follow(service, account, one.settings(trial));
  }
  const accounts = await service.list(us);
  configureSimulator(trial, accounts);
  for (const account of accounts)
    if (account.enabled && subscribes(account)) await service.check(us, account.id);
  return accounts;
}

/** Tells the simulator, which forgets everything when it ends, what Sila holds with its providers. */
export function configureSimulator(trial: Trial, accounts: readonly ChannelAccountView[]): void {
  trial.simulator?.configure({ organisation });
  for (const one of channels)
    trial.simulator?.configure(one.simulated(trial, accounts.find((each) => one.isThis(each)) ?? null));
}

function subscribes(account: ChannelAccountView): boolean {
  return channels.some((one) => one.subscribes && one.isThis(account));
}

async function follow(
  service: ChannelAccountService,
  account: ChannelAccountView,
  settings: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  const enabled = settings !== null;
  if (account.enabled === enabled && !(settings && differs(account, settings))) return;
  await service.change(us, account.id, { enabled, ...(settings && { settings }) });
}

/** Secrets cannot be compared and do not change; everything else can. */
function differs(account: ChannelAccountView, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).some(
    ([name, value]) => !account.secretsSet.includes(name) && account.settings[name] !== value,
  );
}
