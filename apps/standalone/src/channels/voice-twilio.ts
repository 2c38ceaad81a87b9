import { credential, hookOf, type Trial, type TrialChannel } from '../trial.channel.js';

const number = '+966112345680';

/** A telephone number at the pretended Twilio. */
export const voiceTwilio: TrialChannel = {
  channel: 'voice-twilio',
  label: 'هاتف الجمعية',
  isThis: ({ settings }) => settings['number'] === number,
  followsSimulator: true,
  settings: (trial) =>
    trial.simulator && {
      ...keysOf(trial),
      number,
      menu: [
        {
          key: '1',
          words: 'لعلاقات المستفيدين',
          wordsEn: 'beneficiary relations',
          queue: 'علاقات المستفيدين',
        },
        { key: '2', words: 'للبحث الاجتماعي', wordsEn: 'social research', queue: 'البحث الاجتماعي' },
      ],
      recording: true,
      apiBaseUrl: `${trial.simulator.url}/twilio/voice`,
      softphoneUrl: `${trial.simulator.url.replace(/^http/, 'ws')}/twilio/softphone`,
    },
  simulated: (trial, account) => ({ twilioVoice: { ...keysOf(trial), number, ...hookOf(trial, account) } }),
};

function keysOf(trial: Trial) {
  const { twilioAccountSid: accountSid, twilioAuthToken: authToken } = trial.secrets;
  return {
    accountSid,
    authToken,
    apiKeySid: `SK${credential(trial, 'voice key').slice(0, 32)}`,
    apiKeySecret: credential(trial, 'voice secret'),
  };
}
