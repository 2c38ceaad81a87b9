import type { CallFacts } from './voice.call.js';

/** Where an outbound call goes, as `To` says it: a telephone, or a softphone with parameters of its own. */
export const targetOf = (to: string): Pick<CallFacts, 'to' | 'person' | 'client' | 'parameters'> => {
  if (!to.startsWith('client:')) return { to, person: to, client: null, parameters: {} };
  const [client = '', query = ''] = to.slice('client:'.length).split('?');
  const parameters = Object.fromEntries(new URLSearchParams(query));
  return { to: `client:${client}`, person: null, client, parameters };
};

/** Whether Twilio could call this. */
export const isDialable = (to: string): boolean => /^(\+\d{8,15}|client:[^?\s]+(\?.*)?)$/.test(to);
