import type { TrialChannel } from './trial.channel.js';

/** A form of the portal, open from the start; no provider stands behind it. */
export function trialForm(channel: string, label: string): TrialChannel {
  return {
    channel,
    label,
    isThis: (account) => account.channel === channel && account.page !== null,
    followsSimulator: false,
    settings: () => ({}),
    simulated: () => ({}),
  };
}
