import { credential, hookOf, type TrialChannel } from '../trial.channel.js';

const senderId = 'OrphanCare';

/** A registered name at the pretended Unifonic: it only sends. */
export const smsUnifonic: TrialChannel = {
  channel: 'sms-unifonic',
  label: 'رسائل نصية باسم الجمعية',
  isThis: ({ settings }) => settings['senderId'] === senderId,
  followsSimulator: true,
  settings: (trial) =>
    trial.simulator && {
      appSid: credential(trial, 'unifonic-app-sid'),
      senderId,
      apiBaseUrl: `${trial.simulator.url}/unifonic`,
    },
  simulated: (trial, account) => ({
    unifonic: { appSid: credential(trial, 'unifonic-app-sid'), senderId, ...hookOf(trial, account) },
  }),
};
