import { credential, type Trial, type TrialChannel } from '../trial.channel.js';

const username = 'sila_trial_bot';
const tokenOf = (trial: Trial) => `700000003:${credential(trial, 'telegram-token')}`;

/** A bot at the pretended Telegram. */
export const telegram: TrialChannel = {
  channel: 'telegram',
  label: 'تيليجرام الجمعية',
  isThis: ({ settings }) => /^http:\/\/[^/]+\/telegram$/.test(String(settings['apiBaseUrl'])),
  followsSimulator: true,
  subscribes: true,
  settings: (trial) =>
    trial.simulator && {
      botToken: tokenOf(trial),
      webhookSecret: credential(trial, 'telegram-webhook'),
      apiBaseUrl: `${trial.simulator.url}/telegram`,
    },
  simulated: (trial) => ({
    telegram: {
      botToken: tokenOf(trial),
      username,
      targets: [`http://127.0.0.1:${trial.env.PORT}`],
    },
  }),
};
