import { hookOf, type TrialChannel } from '../trial.channel.js';

const number = '+966112345678';

/** A WhatsApp number at the pretended Twilio. */
export const whatsappTwilio: TrialChannel = {
  channel: 'whatsapp-twilio',
  label: 'واتساب الجمعية',
  isThis: ({ settings }) => settings['sender'] === number,
  followsSimulator: true,
  settings: ({ secrets, simulator }) =>
    simulator && {
      accountSid: secrets.twilioAccountSid,
      authToken: secrets.twilioAuthToken,
      sender: number,
      apiBaseUrl: simulator.url,
    },
  simulated: (trial, account) => {
    const { twilioAccountSid: accountSid, twilioAuthToken: authToken } = trial.secrets;
    return { twilio: { accountSid, authToken, number, ...hookOf(trial, account) } };
  },
};
