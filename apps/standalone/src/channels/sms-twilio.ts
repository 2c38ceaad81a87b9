import { hookOf, type TrialChannel } from '../trial.channel.js';

const number = '+966112345679';

/** An SMS number at the pretended Twilio, in a country where people can answer. */
export const smsTwilio: TrialChannel = {
  channel: 'sms-twilio',
  label: 'رسائل الجمعية النصية',
  isThis: ({ settings }) => settings['sender'] === number,
  followsSimulator: true,
  settings: ({ secrets, simulator }) =>
    simulator && {
      accountSid: secrets.twilioAccountSid,
      authToken: secrets.twilioAuthToken,
      sender: number,
      receives: true,
      apiBaseUrl: `${simulator.url}/sms-twilio`,
    },
  simulated: (trial, account) => {
    const { twilioAccountSid: accountSid, twilioAuthToken: authToken } = trial.secrets;
    return { smsTwilio: { accountSid, authToken, number, ...hookOf(trial, account) } };
  },
};
