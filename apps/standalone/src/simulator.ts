import type { Env } from '@sila/config';
import type { Simulator } from '../../simulator/src/simulator.js';

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
