import type { Env } from '@sila/config';
import type { Simulator } from '../../simulator/src/simulator.js';
import type { Secrets } from './secrets.js';

/** The association's addresses at the pretended providers. */
export const TRIAL_NUMBER = '+966112345678';
export const TRIAL_MAILBOX = 'care@sila.example';
/** The name under which the simulator's mail server signs what it verified (RFC 8601). */
export const TRIAL_MAIL_SERVER = 'mx.simulator.test';

/** What the simulator must know of Sila's accounts; it forgets everything when it ends. */
export interface SimulatedAccounts {
  /** The webhook of the WhatsApp account, as Sila expects it to be signed. */
  readonly webhookUrl: string | null;
  readonly widgetAccountId: string | null;
}

/** Ports beside the page's: SMTP and IMAP keep their distance to it, so that two trials can run on one machine. */
export function simulatorPorts(env: Env): {
  readonly page: number;
  readonly smtp: number;
  readonly imap: number;
} {
  return { page: env.SIMULATOR_PORT, smtp: env.SIMULATOR_PORT + 15, imap: env.SIMULATOR_PORT + 133 };
}

/** Starts the pretended providers in this process; null with SIMULATOR=off. Throws when one of the ports is taken. */
export async function startTrialSimulator(env: Env): Promise<Simulator | null> {
  if (!env.SIMULATOR) return null;
  const { startSimulator } = await import('../../simulator/src/simulator.js');
  const ports = simulatorPorts(env);
  return startSimulator({
    host: env.HOST,
    port: ports.page,
    smtpPort: ports.smtp,
    imapPort: ports.imap,
    apiUrl: env.PUBLIC_URL,
    consoleUrl: env.PUBLIC_URL,
  });
}

/** Tells the simulator which accounts Sila holds with its providers. */
export function configureSimulator(
  simulator: Simulator,
  env: Env,
  secrets: Secrets,
  accounts: SimulatedAccounts,
): void {
  const { twilioAccountSid: accountSid, twilioAuthToken: authToken, mailboxPassword: password } = secrets;
  const webhook = accounts.webhookUrl
    ? { webhookUrl: accounts.webhookUrl, targets: [`http://127.0.0.1:${env.PORT}`] }
    : {};
  simulator.configure({
    organisation: { ar: 'جمعية رعاية الأيتام', en: 'Orphan Care Association' },
    twilio: { accountSid, authToken, number: TRIAL_NUMBER, ...webhook },
    mailbox: { address: TRIAL_MAILBOX, user: TRIAL_MAILBOX, password, authservId: TRIAL_MAIL_SERVER },
    ...(accounts.widgetAccountId && { widget: { accountId: accounts.widgetAccountId } }),
  });
}
