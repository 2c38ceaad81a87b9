import type { LedgerEntry } from '../core/ledger.types.ts';
import type { ChatView as Chat, PersonView as Person, ProviderView } from '../http/view.types.ts';
import type { MailSummary, MailView } from '../mail/mail.views.ts';

export type { Chat, LedgerEntry, MailSummary, MailView, Person, ProviderView };

export type ProgrammedFault = {
  readonly id: string;
  readonly kind: string;
  readonly remaining: number | null;
};
export type Accounts = {
  readonly twilio: readonly { readonly number: string }[];
  readonly mailbox: readonly { readonly address: string }[];
  readonly consoleUrl: string | null;
  readonly organisation: { readonly ar: string; readonly en: string };
};

/** A file chosen on the page, ready to be sent. */
export type PickedFile = { readonly base64: string; readonly contentType: string; readonly fileName: string };

export type MailDraft = {
  readonly from: string;
  readonly name: string;
  readonly to?: string;
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
};

/** The simulator's own interface. Every call rejects with the reason in words. */
export const api = {
  people: () => get<{ people: readonly Person[] }>('/people').then(({ people }) => people),
  providers: () =>
    get<{ providers: readonly ProviderView[] }>('/providers').then(({ providers }) => providers),
  accounts: () => get<Accounts>('/accounts'),
  chats: () => get<{ chats: readonly Chat[] }>('/chats?chats=24&messages=40').then(({ chats }) => chats),
  mailboxes: () =>
    get<{ mailboxes: readonly { address: string; unread: number }[] }>('/mailboxes').then(
      ({ mailboxes }) => mailboxes,
    ),
  mails: (address: string, folder: string) =>
    get<{ mails: readonly MailSummary[] }>(
      `/mail?${new URLSearchParams({ address, folder }).toString()}`,
    ).then(({ mails }) => mails),
  mail: (id: string) => get<MailView>(`/mail/${encodeURIComponent(id)}`),
  faults: () => get<{ faults: readonly ProgrammedFault[] }>('/faults').then(({ faults }) => faults),
  ledger: () => get<{ lines: readonly LedgerEntry[] }>('/ledger?limit=80').then(({ lines }) => lines),
  sendChat: (message: { from: string; name: string; text: string; media: readonly PickedFile[] }) =>
    call('POST', '/send', { channel: 'whatsapp', wait: false, ...message }),
  read: (from: string) => call('POST', '/read', { from }),
  sendMail: (mail: MailDraft) => call('POST', '/send', { channel: 'email', ...mail }),
  addFault: (kind: string, once: boolean) => call('POST', '/faults', { kind, ...(once ? { count: 1 } : {}) }),
  dropFault: (id: string) => call('DELETE', `/faults/${id}`),
  dropFaults: () => call('DELETE', '/faults'),
  clearLedger: () => call('DELETE', '/ledger'),
};

const get = async <T>(path: string): Promise<T> => (await call('GET', path)) as T;

const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const content: unknown = text === '' ? undefined : JSON.parse(text);
  if (answer.ok) return content;
  const problem = content as { code?: string; detail?: string } | undefined;
  throw new ApiError(problem?.code ?? 'error', problem?.detail ?? answer.statusText);
};

/** A refusal; `code` is stable. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
