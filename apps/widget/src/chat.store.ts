import type { VisitorMessage } from '@sila/contracts';
import type { Language } from '@sila/domain';
import { Api, isPassing } from './api.client.js';
import {
  askedOf,
  firstState,
  isReachable,
  isTheirs,
  merged,
  newClientId,
  unreadAfter,
  type ChatState,
  type Detail,
} from './chat.state.js';
import { Uploader } from './files.uploader.js';
import { LiveClient, type LiveHandlers } from './live.client.js';
import { Memory } from './memory.store.js';
import { once } from './once.js';
import { Outbox, type OutboxListener } from './outbox.sender.js';

const POLL_MS = 8_000;
/** After so many openings of a socket in vain, polling takes over. */
const SOCKET_FAILURES = 2;
const BANNER_AFTER_MS = 2_000;
const TYPING_SHOWN_MS = 6_000;
const TYPING_SAID_MS = 3_000;
const RETRY_MS = 10_000;

/**
 * The visitor's side of one chat: session, thread, outbox, socket. The thread is always what REST told; the socket and
 * the poll only say when to ask. `onNews` is called after every change of `state`.
 */
export class Chat implements LiveHandlers, OutboxListener {
  state: ChatState;
  onNews: () => void = () => undefined;

  private readonly memory: Memory;
  readonly api: Api;
  private readonly live: LiveClient;
  readonly outbox: Outbox;
  readonly uploader: Uploader;
  private token: string | null;
  private seenUpTo = '';
  private askedAgain = false;
  private failures = 0;
  private poll: ReturnType<typeof setInterval> | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private saidTyping = 0;
  private readonly openSession = once(() => this.requestSession());
  private readonly fetchOnce = once(() => this.fetchAll());

  constructor(
    private readonly account: string,
    base: string,
    language: Language,
  ) {
    this.memory = new Memory(account);
    this.token = this.memory.read().token;
    this.state = firstState(this.memory.read(), language);
    const token = (): string | null => this.token;
    const api = new Api(base, token, () => this.openSession());
    this.api = api;
    this.uploader = new Uploader(
      api,
      () => this.state.session?.limits.maxBytes ?? 0,
      (files) => this.set({ files }),
    );
    this.outbox = new Outbox(api, this.memory, this);
    this.live = new LiveClient(base, token, this);
  }

  /** Opens the session, catches up and stays in touch. Tries again by itself while the server can't be reached. */
  async start(): Promise<void> {
    addEventListener('online', () => this.wake());
    document.addEventListener('visibilitychange', () => this.wake());
    await this.begin();
  }

  private async begin(): Promise<void> {
    try {
      await this.openSession();
    } catch {
      if (this.state.phase === 'offline') setTimeout(() => void this.begin(), RETRY_MS);
      return;
    }
    await this.catchUp();
    this.stayInTouch();
    void this.outbox.flush();
  }

  show(isOpen: boolean): void {
    this.set({ isOpen });
    if (isOpen) this.markRead();
  }

  speak(language: Language): void {
    this.memory.change({ language });
    this.set({ language });
  }

  /** Takes the details that were asked for; false when one of them can't be right. */
  introduce(valueOf: (detail: Detail) => string): boolean {
    const told = askedOf(this.state).map((detail) => [detail, valueOf(detail)] as const);
    const wrong = told.filter(([detail, value]) => (detail === 'name' ? !value : !isReachable(value)));
    this.set({ faults: wrong.map(([detail]) => detail) });
    if (wrong.length > 0) return false;
    const details: Partial<Record<Detail, string>> = Object.fromEntries(told);
    this.memory.change(details);
    this.set(details);
    return true;
  }

  /** Puts a message into the outbox together with the files in hand. */
  send(text: string): void {
    const { name, contact, language } = this.state;
    const attachments = this.uploader.take().map(({ id, fileName, size }) => ({ id, fileName, size }));
    const page = (location.origin + location.pathname).slice(0, 500);
    const at = new Date().toISOString();
    this.memory.change({ token: this.token });
    this.set({ draft: '' });
    const clientId = newClientId();
    void this.outbox.add({
      clientId,
      text,
      attachments,
      name,
      contact,
      language,
      page,
      state: 'sending',
      at,
    });
  }

  /** Keeps what stands in the composer, and tells that the visitor writes: at most once in three seconds. */
  write(draft: string): void {
    this.set({ draft });
    if (Date.now() - this.saidTyping < TYPING_SAID_MS) return;
    this.saidTyping = Date.now();
    this.live.emit('typing');
  }

  private set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    this.onNews();
  }

  private async requestSession(): Promise<void> {
    const { language } = this.state;
    try {
      const session = await this.api.openSession({ accountId: this.account, token: this.token, language });
      this.token = session.token;
      if (this.memory.read().token) this.memory.change({ token: session.token });
      this.set({ session, phase: 'ready' });
      if (!session.resumed) this.forgetThread();
    } catch (error) {
      if (!this.state.session) this.set({ phase: isPassing(error) ? 'offline' : 'refused' });
      throw error;
    }
  }

  /** A new visitor has another thread than the one before. */
  private forgetThread(): void {
    this.seenUpTo = '';
    this.set({ messages: [] });
  }

  /** Fetches what is new until nothing is; asked again meanwhile, it looks once more. Never throws. */
  private catchUp(): Promise<void> {
    this.askedAgain = true;
    return this.fetchOnce();
  }

  private async fetchAll(): Promise<void> {
    try {
      while (this.askedAgain) {
        this.askedAgain = false;
        const first = this.seenUpTo === '';
        const page = await this.api.messagesAfter(this.seenUpTo);
        this.seenUpTo = page.cursor;
        this.askedAgain ||= page.more;
        this.take(page.messages, first);
      }
      if (this.state.offline) void this.outbox.retry();
      this.set({ offline: false });
    } catch {
      this.set({ offline: true });
    }
  }

  private take(fresh: readonly VisitorMessage[], first: boolean): void {
    this.memory.drop(fresh);
    const { pending, readId } = this.memory.read();
    const messages = merged(this.state.messages, fresh);
    const theirs = fresh.filter(isTheirs);
    this.set({ messages, pending, unread: unreadAfter(messages, readId), heard: first ? [] : theirs });
    if (theirs.length > 0) this.set({ typing: null });
    this.markRead();
  }

  /** What is on screen counts as read, the rest as delivered. What is not told now is told with the next news. */
  private markRead(): void {
    const { messages, isOpen } = this.state;
    const read = isOpen && !document.hidden;
    if (read) {
      this.memory.change({ readId: messages.at(-1)?.id });
      this.set({ unread: 0 });
    }
    void this.report(read ? 'read' : 'delivered').catch(() => undefined);
  }

  private async report(status: 'delivered' | 'read'): Promise<void> {
    const settled = status === 'read' ? ['read'] : ['read', 'delivered'];
    const isDue = (one: VisitorMessage): boolean => isTheirs(one) && !settled.includes(one.status);
    const due = this.state.messages.filter(isDue).slice(0, 100);
    if (due.length === 0) return;
    await this.api.post('receipts', { messageIds: due.map((message) => message.id), status });
    const told = due.map((message) => ({ ...message, status }));
    this.set({ messages: merged(this.state.messages, told) });
  }

  /** Somebody who has not written yet has nothing to wait for: no socket, no poll. */
  private stayInTouch(): void {
    if (this.state.messages.length > 0 || this.state.pending.length > 0) this.live.start();
  }

  pendingChanged(): void {
    this.set({ pending: this.memory.read().pending });
  }

  stored(): void {
    this.stayInTouch();
    if (this.failures > 0) setTimeout(() => void this.catchUp(), 1_000);
  }

  private wake(): void {
    if (document.hidden || this.state.phase !== 'ready') return;
    this.stayInTouch();
    void this.catchUp();
    void this.outbox.flush();
  }

  socketRefused(): void {
    void this.openSession().catch(() => undefined);
  }

  socketChanged(up: boolean, failures: number): void {
    this.failures = failures;
    clearInterval(this.poll);
    if (up) void this.catchUp();
    else if (failures < SOCKET_FAILURES) setTimeout(() => void this.catchUp(), BANNER_AFTER_MS);
    else {
      this.poll = setInterval(() => document.hidden || void this.catchUp(), POLL_MS);
    }
  }

  hear(name: string, body: unknown): void {
    if (name === 'changed') void this.catchUp();
    if (name !== 'typing') return;
    clearTimeout(this.typingTimer);
    this.set({ typing: (body as { readonly name: string }).name });
    this.typingTimer = setTimeout(() => this.set({ typing: null }), TYPING_SHOWN_MS);
  }
}
