import type { Fault, FaultInput } from './core/faults.board.js';
import type { LedgerEntry, LedgerFilter } from './core/ledger.types.js';
import type { ReceivedFilter, ReceivedMessage } from './core/received.store.js';
import type { AccountsInput, SendInput, SentFor } from './provider.list.js';

type Of<Channel extends SendInput['channel']> = Extract<SendInput, { readonly channel: Channel }>;

/** The simulator's HTTP interface, typed. Every method rejects with the problem's detail when it is refused. */
export class SimulatorClient {
  constructor(readonly url: string) {}

  /** The beneficiary acts by any of the channels. */
  send<Message extends SendInput>(message: Message): Promise<SentFor<Message>> {
    return this.call('POST', '/send', message);
  }

  sendWhatsapp(message: Omit<Of<'whatsapp'>, 'channel'>): Promise<SentFor<Of<'whatsapp'>>> {
    return this.send({ channel: 'whatsapp', ...message });
  }

  sendMail(message: Omit<Of<'email'>, 'channel'>): Promise<SentFor<Of<'email'>>> {
    return this.send({ channel: 'email', ...message });
  }

  /** Sends many, `parallel` at a time; answers in the same order. */
  async sendBatch(messages: readonly SendInput[], parallel = 50): Promise<readonly SentFor<SendInput>[]> {
    const batch = { messages, parallel };
    return (await this.call<{ sent: SentFor<SendInput>[] }>('POST', '/send/batch', batch)).sent;
  }

  /** What beneficiaries got. With `count`, waits until so many match or `waitMs` (10 s) have passed. */
  async received(filter: ReceivedFilter & { readonly count?: number; readonly waitMs?: number } = {}) {
    const answer = await this.call<{ messages: ReceivedMessage[]; lastSeq: number }>(
      'GET',
      `/received${queryOf(filter)}`,
    );
    return answer.messages;
  }

  /** The person opens the chat on their phone, in WhatsApp by default. Returns the ids of what was read. */
  async read(from: string, sids?: readonly string[], channel?: string): Promise<readonly string[]> {
    return (await this.call<{ read: string[] }>('POST', '/read', { from, sids, channel })).read;
  }

  addFault(fault: FaultInput): Promise<Fault> {
    return this.call('POST', '/faults', fault);
  }

  async faults(): Promise<readonly Fault[]> {
    return (await this.call<{ faults: Fault[] }>('GET', '/faults')).faults;
  }

  /** Forgets one fault, or all of them. */
  clearFaults(id?: string): Promise<void> {
    return this.call('DELETE', id === undefined ? '/faults' : `/faults/${id}`);
  }

  async ledger(filter: LedgerFilter = {}): Promise<readonly LedgerEntry[]> {
    return (await this.call<{ lines: LedgerEntry[] }>('GET', `/ledger${queryOf(filter)}`)).lines;
  }

  clearLedger(): Promise<void> {
    return this.call('DELETE', '/ledger');
  }

  configure(accounts: AccountsInput): Promise<unknown> {
    return this.call('POST', '/accounts', accounts);
  }

  /** Sets how far the pretended time stands from the machine's, in milliseconds. */
  shiftClock(offsetMs: number): Promise<unknown> {
    return this.call('POST', '/clock', { offsetMs });
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

const queryOf = (filter: object): string => {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)]))).toString()}`;
};
