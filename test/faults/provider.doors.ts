import type { MessageView } from '@sila/contracts';
import type { FaultInput } from '../../apps/simulator/src/core/faults.board.js';
import type { SimulatorClient } from '../../apps/simulator/src/client.js';
import type { AddAccount } from '../support/accounts.js';
import { addBot, addMailbox, addMeta, addSms, addUnifonic, addX } from '../support/accounts.js';

type Send = Parameters<SimulatorClient['send']>[0];

/** One pretended provider, as a test stands before it. */
export interface Door {
  /** The channel by which answers go out. */
  readonly channel: string;
  /** Where the simulator's faults strike, and the name under which it keeps what arrived. */
  readonly target: string;
  readonly arrivals: string;
  /** The address of the nth person. */
  person(nth: number): string;
  /** What the simulator is told when that person writes. */
  says(from: string, text: string, times?: number): Send;
  /** How far an answer comes once everything is told; what is told nothing of stays sent. */
  readonly ends: 'sent' | 'delivered' | 'read';
  /** The same when the provider took it and fell silent. */
  readonly afterSilence: MessageView['status'];
  /** What it does when it misbehaves, where that is not what providers do over HTTP. */
  readonly troubles?: readonly Trouble[];
  /** What was taken and not acknowledged is sent again under the same id, by which it is known to be the same. */
  readonly sendsAgain?: true;
  /** Every message without a reference is a matter of its own. */
  readonly matters?: true;
}

const digits = (prefix: string) => (nth: number) => `${prefix}${String(nth).padStart(5, '0')}`;
const ending = <End extends Door['ends']>(end: End) => ({ ends: end, afterSilence: end });
const says =
  (channel: string, more: object = {}) =>
  (from: string, text: string, times = 1) =>
    ({ channel, from, text, times, ...more }) as Send;

const meta = (channel: string, person: Door['person']): Door => ({
  channel,
  target: channel,
  arrivals: channel,
  person,
  says: says(channel),
  ...ending('read'),
});

const mailTroubles: readonly Trouble[] = [
  { kind: 'smtp-4xx', what: 'refuses for now, four times', of: 'all', count: 4 },
  { kind: 'smtp-hang', what: 'takes it and never answers', of: 'all', ms: 300, count: 1, silent: true },
  { kind: 'smtp-drop-after-data', what: 'takes it and cuts the line', of: 'all', count: 1, silent: true },
];

/** Every provider that takes answers. */
export const doors: readonly Door[] = [
  {
    channel: 'whatsapp-twilio',
    target: 'twilio',
    arrivals: 'whatsapp',
    person: digits('+9665510'),
    says: says('whatsapp'),
    ...ending('read'),
  },
  {
    channel: 'sms-twilio',
    target: 'sms-twilio',
    arrivals: 'sms',
    person: digits('+9665520'),
    says: says('sms'),
    ...ending('delivered'),
  },
  {
    channel: 'sms-unifonic',
    target: 'unifonic',
    arrivals: 'sms-unifonic',
    // Nobody can write to a name: they write on WhatsApp, and are answered by SMS.
    person: digits('+9665530'),
    says: says('whatsapp'),
    ...ending('delivered'),
  },
  meta('whatsapp-cloud', digits('+9665540')),
  meta('messenger', digits('9665550')),
  meta('instagram', digits('9665560')),
  {
    channel: 'telegram',
    target: 'telegram',
    arrivals: 'telegram',
    person: digits('7757'),
    says: says('telegram'),
    ends: 'sent',
    // Telegram can't be asked: a person decides.
    afterSilence: 'unknown',
  },
  {
    channel: 'x',
    target: 'x',
    arrivals: 'x',
    person: digits('17900000000058'),
    says: says('x', { name: 'ريم', username: 'reem', as: 'message' }),
    ...ending('sent'),
  },
  {
    channel: 'email',
    target: 'smtp',
    arrivals: 'email',
    person: (nth) => `noura${nth}@example.org`,
    says: (from, text, times = 1) => ({ channel: 'email', from, subject: 'سؤال', text, times }) as Send,
    ...ending('sent'),
    troubles: mailTroubles,
    sendsAgain: true,
    matters: true,
  },
];

/** Gives the association an account at each of them. */
export const accounts: readonly AddAccount[] = [
  addSms,
  addUnifonic,
  addMeta,
  addBot,
  addX,
  async (desk, simulator) => void (await addMailbox(desk, simulator, null)),
];

/** What the provider does on the way of an answer. */
export interface Trouble extends Omit<FaultInput, 'to' | 'target'> {
  readonly kind: string;
  readonly what: string;
  /** Of which providers: of all, or of those that report. */
  readonly of: 'all' | 'reporting';
  /** Whether Sila is left without an answer. */
  readonly silent?: true;
}

/** The waits are those of two minutes, divided by the haste of the installation. */
const overHttp: readonly Trouble[] = [
  { kind: '429', what: 'asks to wait', of: 'all', retryAfter: 1, count: 1 },
  { kind: '500', what: 'is broken for two minutes', of: 'all', count: 4 },
  { kind: 'hang', what: 'takes it and never answers', of: 'all', ms: 300, count: 1, silent: true },
  { kind: 'reset', what: 'takes it and cuts the line', of: 'all', count: 1, silent: true },
  { kind: 'half-json', what: 'takes it and answers half', of: 'all', count: 1, silent: true },
  { kind: 'lost-callback', what: 'loses a report', of: 'reporting', count: 1 },
  { kind: 'duplicate-callbacks', what: 'reports everything twice', of: 'reporting' },
  { kind: 'shuffle-callbacks', what: 'reports in the wrong order', of: 'reporting', ms: 300 },
];

/** What this provider does. */
export const troublesOf = ({ troubles, ends }: Door): readonly Trouble[] =>
  troubles ?? overHttp.filter(({ of }) => of === 'all' || ends !== 'sent');
