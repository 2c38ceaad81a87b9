import type { TrialChannel } from '../trial.channel.js';

const address = 'care@sila.example';
/** The name under which the simulator's mail server signs what it verified (RFC 8601). */
const authservId = 'mx.simulator.test';

/** A mailbox at the pretended mail servers. */
export const email: TrialChannel = {
  channel: 'email',
  label: 'بريد الجمعية',
  isThis: ({ settings }) => settings['address'] === address,
  followsSimulator: true,
  settings: ({ secrets, simulator }) =>
    simulator && {
      address,
      displayName: 'جمعية رعاية الأيتام',
      user: address,
      password: secrets.mailboxPassword,
      imapHost: '127.0.0.1',
      imapPort: simulator.imapPort,
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort: simulator.smtpPort,
      smtpSecurity: 'none',
      trustedAuthservId: authservId,
    },
  simulated: ({ secrets }) => ({
    mailbox: { address, user: address, password: secrets.mailboxPassword, authservId },
  }),
};
