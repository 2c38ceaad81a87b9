import { TwimlError, type Verb } from './twiml.document.js';

type Rule = { readonly attributes: readonly string[]; readonly children: readonly string[] };

const speech = ['Say', 'Play', 'Pause'];
const markup = ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'];
const action = 'action method';
const reports = 'statusCallback statusCallbackEvent statusCallbackMethod';
const recordingReports = 'recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod';

const rule = (attributes: string, children: readonly string[] = []): Rule => ({
  attributes: attributes.split(' '),
  children,
});

/** What of TwiML is played: elements, their attributes, and what may stand within. Source: twilio.com/docs/voice/twiml. */
const rules: Readonly<Record<string, Rule>> = {
  Say: rule('language voice loop', markup),
  Play: rule('loop'),
  Pause: rule('length'),
  Gather: rule(`${action} input timeout numDigits finishOnKey actionOnEmptyResult`, speech),
  Redirect: rule('method'),
  Enqueue: rule(`${action} waitUrl waitUrlMethod`),
  Leave: rule(''),
  Dial: rule(`${action} callerId record timeout ${recordingReports}`, ['Conference', 'Client', 'Number']),
  Conference: rule(
    `beep coach endConferenceOnExit muted participantLabel record startConferenceOnEnter trim waitMethod waitUrl ${reports} ${recordingReports}`,
  ),
  Client: rule(reports, ['Identity', 'Parameter']),
  Identity: rule(''),
  Parameter: rule('name value'),
  Number: rule(reports),
  Record: rule(`${action} finishOnKey maxLength playBeep timeout trim ${recordingReports}`),
  Start: rule('', ['Recording']),
  Stop: rule('', ['Recording']),
  Recording: rule(`channels trim ${recordingReports}`),
  Hangup: rule(''),
  Reject: rule('reason'),
};

const verbs = [
  ...speech,
  'Gather',
  'Redirect',
  'Enqueue',
  'Leave',
  'Dial',
  'Record',
  'Start',
  'Stop',
  'Hangup',
  'Reject',
];

/** What a document that is played to somebody who waits may hold. */
const waitingVerbs = [...speech, 'Gather', 'Redirect', 'Leave', 'Hangup'];

/** Throws a TwimlError where a document holds what Twilio doesn't know, or not there. */
export const checkVerbs = (document: readonly Verb[], isWaiting: boolean): void =>
  document.forEach((verb) => checkElement(verb, isWaiting ? waitingVerbs : verbs));

const checkElement = (element: Verb, allowed: readonly string[]): void => {
  const { name, attributes, children } = element;
  if (!allowed.includes(name)) throw new TwimlError(12200, `<${name}> can't stand here`);
  if (markup.includes(name)) return children.forEach((child) => checkElement(child, markup));
  const known = rules[name] ?? rule('');
  const strange = Object.keys(attributes).find((attribute) => !known.attributes.includes(attribute));
  if (strange !== undefined) throw new TwimlError(12200, `<${name}> has no attribute "${strange}"`);
  for (const [attribute, value] of Object.entries(attributes))
    if (/method$/i.test(attribute) && value !== 'POST')
      throw new TwimlError(12200, `<${name}>: the simulator plays ${attribute}="POST" alone`);
  children.forEach((child) => checkElement(child, known.children));
};
