import type { AccountsInput } from './core/accounts.store.js';
import type { Fault, FaultInput } from './core/faults.board.js';
import type { LedgerEntry, LedgerFilter } from './core/ledger.types.js';
import type { ReceivedFilter, ReceivedMessage } from './core/received.store.js';
import type { MailSent } from './mail/mail.carrier.js';
import type { MailSendInput } from './mail/mail.contract.js';
import type { WhatsappSendInput } from './twilio/inbound.contract.js';
import type { WhatsappSent } from './twilio/inbound.phone.js';

type SendInput = WhatsappSendInput | MailSendInput;

/** The simulator's HTTP interface, typed. Every method rejects with the problem's detail when it is refused. */
export class SimulatorClient {
  constructor(readonly url: string) {}

  sendWhatsapp(message: Omit<WhatsappSendInput, 'channel'>): Promise<WhatsappSent> {
    return this.call('POST', '/send', { channel: 'whatsapp', ...message });
  }

  sendMail(message: Omit<MailSendInput, 'channel'>): Promise<MailSent> {
    return this.call('POST', '/send', { channel: 'email', ...message });
  }

  /** Sends many, `parallel` at a time; answers in the same order. */
  async sendBatch(
    messages: readonly SendInput[],
    parallel = 50,
  ): Promise<readonly (WhatsappSent | MailSent)[]> {
    const answer = await this.call<{ sent: (WhatsappSent | MailSent)[] }>('POST', '/send/batch', {
      messages,
      parallel,
    });
    return answer.sent;
  }

  /** What beneficiaries got. With `count`, waits until so many match or `waitMs` (10 s) have passed. */
  async received(filter: ReceivedFilter & { readonly count?: number; readonly waitMs?: number } = {}) {
    const answer = await this.call<{ messages: ReceivedMessage[]; lastSeq: number }>(
      'GET',
      `/received${queryOf(filter)}`,
    );
    return answer.messages;
  }

  /** The person opens the chat on their phone. Returns the SIDs that were read. */
  async read(from: string, sids?: readonly string[]): Promise<readonly string[]> {
    return (await this.call<{ read: string[] }>('POST', '/read', { from, ...(sids ? { sids } : {}) })).read;
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
