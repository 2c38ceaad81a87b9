import { credential, hookOf, type TrialChannel } from '../trial.channel.js';

const userId = '1790000000000000001';

/** An account at the pretended X. */
export const x: TrialChannel = {
  channel: 'x',
  label: 'حساب الجمعية في إكس',
  isThis: ({ settings }) => settings['userId'] === userId,
  followsSimulator: true,
  settings: (trial) =>
    trial.simulator && {
      userId,
      consumerKey: credential(trial, 'x-consumer-key'),
      consumerSecret: credential(trial, 'x-consumer-secret'),
      accessToken: credential(trial, 'x-access-token'),
      accessTokenSecret: credential(trial, 'x-access-token-secret'),
      apiBaseUrl: `${trial.simulator.url}/x`,
    },
  simulated: (trial, account) => ({
    x: {
      userId,
      consumerKey: credential(trial, 'x-consumer-key'),
      consumerSecret: credential(trial, 'x-consumer-secret'),
      ...hookOf(trial, account),
    },
  }),
};
