import type { ChatMessage } from '../core/chat.types.ts';
import type { LedgerEntry } from '../core/ledger.types.ts';
import type { ChatView as Chat, PersonView as Person, ProviderView } from '../http/view.types.ts';
import type { MailSummary, MailView } from '../mail/mail.views.ts';
import type { CallStep, CallView as PhoneCall } from '../twilio/voice/call.types.ts';

export type {
  CallStep,
  Chat,
  ChatMessage,
  LedgerEntry,
  MailSummary,
  MailView,
  Person,
  PhoneCall,
  ProviderView,
};

/** A provider that is an app on the phone. */
export type App = ProviderView & { readonly phone: NonNullable<ProviderView['phone']> };

/** A provider by which one calls. */
export type CallApp = ProviderView & { readonly telephone: string };

export type ProgrammedFault = {
  readonly id: string;
  readonly target: string;
  readonly kind: string;
  readonly remaining: number | null;
};
export type Accounts = {
  readonly mailbox: readonly { readonly address: string }[];
  readonly consoleUrl: string | null;
  readonly organisation: { readonly ar: string; readonly en: string };
};

/** A file chosen on the page, ready to be sent. */
export type PickedFile = {
  readonly base64: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly voice?: boolean;
};

/** What a person does in an app; each field is there for those apps that carry it. */
export type ChatDraft = {
  readonly text?: string;
  readonly media?: readonly PickedFile[];
  readonly location?: ChatMessage['location'];
  readonly contact?: ChatMessage['contact'];
  readonly inReplyTo?: string;
  readonly reaction?: { readonly to: string; readonly emoji: string | null };
  readonly edit?: { readonly of: string; readonly text: string };
  readonly deletion?: { readonly of: string };
  readonly press?: { readonly of: string; readonly button: string };
};

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
  providers: () =>
    get<{ providers: readonly ProviderView[] }>('/providers').then(({ providers }) => providers),
  people: () => get<{ people: readonly Person[] }>('/people').then(({ people }) => people),
  addPerson: async () => (await call('POST', '/people', {})) as Person,
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
  /** Sends in an app, leaving out what that app does not know. */
  sendChat: ({ channel, phone }: App, from: string, name: string, draft: ChatDraft) => {
    const known = Object.entries({ name, wait: false, ...draft }).filter(([field]) =>
      phone.sends.includes(field),
    );
    return call('POST', '/send', { channel, from, ...Object.fromEntries(known) });
  },
  read: (channel: string, from: string) => call('POST', '/read', { channel, from }),
  typing: (channel: string, from: string) => call('POST', '/typing', { channel, from }),
  sendMail: (mail: MailDraft) => call('POST', '/send', { channel: 'email', ...mail }),
  calls: ({ telephone }: CallApp) =>
    get<{ calls: readonly PhoneCall[] }>(telephone).then(({ calls }) => calls),
  startCall: async ({ telephone }: CallApp, from: string) =>
    (await call('POST', telephone, { from })) as PhoneCall,
  actInCall: ({ telephone }: CallApp, sid: string, what: 'accept' | 'decline' | 'hangup') =>
    call('POST', `${telephone}/${sid}/${what}`, {}),
  pressKey: ({ telephone }: CallApp, sid: string, digits: string) =>
    call('POST', `${telephone}/${sid}/keys`, { digits, keep: false }),
  addFault: (target: string, kind: string, once: boolean) =>
    call('POST', '/faults', { target, kind, ...(once ? { count: 1 } : {}) }),
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
