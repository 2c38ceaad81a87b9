import type { Trial, TrialChannel } from '../trial.channel.js';

/** The chat of the website, which is the simulator's by either of its names. */
export const webChat: TrialChannel = {
  channel: 'web-chat',
  label: 'محادثة الموقع',
  isThis: ({ embed }) => embed !== null,
  followsSimulator: false,
  settings: (trial) => ({ allowedOrigins: originsOf(trial) }),
  simulated: (_trial, account) => (account ? { widget: { accountId: account.id } } : {}),
};

function originsOf({ env, simulator }: Trial): string[] {
  const page = simulator ? [simulator.url, simulator.url.replace('127.0.0.1', 'localhost')] : [];
  return [...new Set([new URL(env.PUBLIC_URL).origin, ...page])];
}
