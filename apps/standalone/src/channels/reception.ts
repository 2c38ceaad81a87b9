import type { TrialChannel } from '../trial.channel.js';

/** The desk needs no provider: people come to it. */
export const reception: TrialChannel = {
  channel: 'reception',
  label: 'مكتب الاستقبال',
  isThis: ({ settings }) => settings['counters'] !== undefined,
  followsSimulator: false,
  settings: () => ({ prefix: 'A' }),
  simulated: () => ({}),
};
