import type { QueryClient } from '@tanstack/react-query';
import type { ConversationEvent, ConversationItem, LiveView, WatchResult } from '@sila/contracts';
import type { ConsoleSocket } from './console.socket.js';
import { api } from '../api/client.js';
import { directoryKeys, keys } from '../api/keys.js';
import { patchCaches } from './list.patches.js';
import { withNews } from './live.patches.js';
import { noteRevoked, noteTyping, noteViewers, stopTyping, useLive } from './live.store.js';
import { ThreadSource } from './thread.source.js';

/** Rows that changed, and those that left this person's lists. */
export interface ListChange {
  readonly items: readonly ConversationItem[];
  readonly gone: readonly string[];
}

const REFUSED_RETRY_MS = 3_000;
const LIVE_ANSWER_MS = 5_000;
/** A first connection that took longer than this may have missed changes of what was read meanwhile. */
const FIRST_CONNECT_MS = 1_500;

/** The console's line to the server: brings hints and copies into the cache, and closes gaps by REST. */
export class Connection {
  readonly threads: ThreadSource;
  private readonly client: QueryClient;
  private socket: ConsoleSocket | null = null;
  private readonly watched = new Map<string, number>();
  private readonly listListeners = new Set<(change: ListChange) => void>();
  private liveWatchers = 0;
  private stopped = false;

  constructor(client: QueryClient) {
    this.client = client;
    this.threads = new ThreadSource(client, (id, events) => this.onFresh(id, events));
  }

  /** Opens the line, and tries at once when the network or the window comes back. */
  start(): void {
    this.stopped = false;
    useLive.setState({ downSince: Date.now() });
    void this.open();
    window.addEventListener('online', this.retryNow);
    window.addEventListener('focus', this.retryNow);
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener('online', this.retryNow);
    window.removeEventListener('focus', this.retryNow);
    this.socket?.disconnect();
    useLive.setState({ connected: false, downSince: null, typing: {}, viewers: {}, revoked: [] });
  }

  /** Follows a conversation until the returned function is called. */
  watch(id: string): () => void {
    this.watched.set(id, (this.watched.get(id) ?? 0) + 1);
    if (this.socket?.connected) this.askToWatch(id);
    return () => this.unwatch(id);
  }

  /** Keeps the supervisor's room told until the returned function is called; `readLive` begins it. */
  watchLive(): () => void {
    this.liveWatchers += 1;
    return () => {
      this.liveWatchers -= 1;
      if (this.liveWatchers === 0 && this.socket?.connected) this.socket.emit('live:unwatch');
    };
  }

  /** The supervisor's room as it is now, and told from now on; over REST and untold where the line is down. */
  async readLive(signal: AbortSignal): Promise<LiveView> {
    const told = await this.askLive();
    if (told) return told;
    const read = await api.get<LiveView>('/queues/live', undefined, signal);
    // The line may have come up while it was read.
    return (await this.askLive()) ?? read;
  }

  private async askLive(): Promise<LiveView | null> {
    if (!this.socket?.connected) return null;
    const asked = this.socket.timeout(LIVE_ANSWER_MS).emitWithAck('live:watch');
    const answer = await asked.catch(() => null);
    return answer?.ok ? answer.view : null;
  }

  /** Tells colleagues that one types. */
  typing(conversationId: string, kind: 'reply' | 'note'): void {
    if (this.socket?.connected) this.socket.volatile.emit('typing', { conversationId, kind });
  }

  /** Tells the server that something was done here; false while there is no line. */
  active(): boolean {
    if (!this.socket?.connected) return false;
    this.socket.emit('active');
    return true;
  }

  /** Calls back for every change of the lists. */
  onListChange(listener: (change: ListChange) => void): () => void {
    this.listListeners.add(listener);
    return () => this.listListeners.delete(listener);
  }

  private readonly retryNow = (): void => {
    if (this.socket && !this.socket.connected && !this.stopped) this.socket.disconnect().connect();
  };

  /** The socket's code is read when it is needed, after the first paint. */
  private async open(): Promise<void> {
    if (!this.socket) {
      const { makeSocket } = await import('./console.socket.js');
      this.socket ??= this.listenTo(makeSocket());
    }
    if (!this.stopped) this.socket.connect();
  }

  private listenTo(socket: ConsoleSocket): ConsoleSocket {
    this.listenToLine(socket);
    this.listenToNews(socket);
    return socket;
  }

  private unwatch(id: string): void {
    const left = (this.watched.get(id) ?? 1) - 1;
    if (left > 0) return void this.watched.set(id, left);
    this.watched.delete(id);
    noteViewers(id, []);
    if (this.socket?.connected) this.socket.emit('unwatch', { conversationId: id });
  }

  private askToWatch(id: string): void {
    this.socket?.emit('watch', { conversationId: id }, (result: WatchResult) => {
      if (!result.ok) return noteRevoked(id, true);
      noteRevoked(id, false);
      noteViewers(id, result.viewers);
      this.threads.expect(id, result.seq);
    });
  }

  private listenToLine(socket: ConsoleSocket): void {
    socket.on('connect', () => void this.caughtUp());
    socket.on('disconnect', (reason) => {
      useLive.setState({ connected: false, downSince: Date.now(), viewers: {}, typing: {} });
      if (reason === 'io server disconnect' && !this.stopped) this.reconnectIn(500 + Math.random() * 1_500);
    });
    socket.on('connect_error', () => {
      if (socket.active) return;
      void this.client.invalidateQueries({ queryKey: keys.me });
      this.reconnectIn(REFUSED_RETRY_MS);
    });
    socket.on('resync', () => this.reconnectIn(Math.random() * 1_000));
    socket.on('draining', ({ afterMs }) => this.reconnectIn(afterMs + Math.random() * 3_000));
  }

  private reconnectIn(ms: number): void {
    this.socket?.disconnect();
    setTimeout(() => !this.stopped && this.socket?.connect(), ms);
  }

  /** After every connection: what is shown is read again, what is open catches up by seq. */
  private async caughtUp(): Promise<void> {
    const { caughtUpAt, downSince } = useLive.getState();
    const wasDown = caughtUpAt !== null || Date.now() - (downSince ?? 0) > FIRST_CONNECT_MS;
    useLive.setState({
      connected: true,
      downSince: null,
      outageMs: downSince === null ? 0 : Date.now() - downSince,
    });
    if (this.liveWatchers > 0) void this.client.invalidateQueries({ queryKey: keys.live });
    const open = [...this.watched.keys()];
    for (const id of open) this.askToWatch(id);
    await Promise.all([
      ...open.map((id) => this.threads.catchUp(id)),
      ...(wasDown ? [this.rereadAll()] : []),
    ]);
    useLive.setState({ caughtUpAt: Date.now() });
  }

  private async rereadAll(): Promise<void> {
    const stale = [keys.lists, keys.conversations, keys.calls, keys.callbacks, ...directoryKeys];
    await Promise.all(stale.map((queryKey) => this.client.invalidateQueries({ queryKey })));
  }

  private listenToNews(socket: ConsoleSocket): void {
    socket.on('conversation:events', ({ conversationId, events }) =>
      this.threads.receive(conversationId, events),
    );
    socket.on('list:changed', (change) => {
      for (const listener of this.listListeners) listener(change);
      patchCaches(this.client, change.items);
      void this.client.invalidateQueries({ queryKey: keys.letters });
      if (change.items.some(({ snippetKind }) => snippetKind === 'call'))
        void this.client.invalidateQueries({ queryKey: keys.callbacks });
    });
    socket.on('call:changed', () => {
      for (const queryKey of [keys.calls, keys.callbacks]) void this.client.invalidateQueries({ queryKey });
    });
    socket.on('typing', ({ conversationId, who, kind }) => noteTyping(conversationId, who, kind));
    socket.on('viewers', ({ conversationId, viewers }) => noteViewers(conversationId, viewers));
    socket.on('revoked', ({ conversationId }) => this.onRevoked(conversationId));
    socket.on('live:changed', (news) =>
      this.client.setQueryData<LiveView>(keys.live, (view) => view && withNews(view, news)),
    );
    socket.on('live:reread', () => void this.client.invalidateQueries({ queryKey: keys.live }));
    socket.on('presence', () => {
      for (const queryKey of [keys.me, keys.colleagues, keys.staff, keys.live])
        void this.client.invalidateQueries({ queryKey });
    });
    socket.on('directory:changed', () => this.rereadDirectory());
  }

  private rereadDirectory(): void {
    for (const queryKey of directoryKeys) void this.client.invalidateQueries({ queryKey });
  }

  private onRevoked(id: string): void {
    noteRevoked(id, true);
    this.client.removeQueries({ queryKey: keys.thread(id) });
    this.client.removeQueries({ queryKey: keys.conversation(id) });
    void this.client.invalidateQueries({ queryKey: keys.lists });
  }

  private onFresh(id: string, events: readonly ConversationEvent[]): void {
    for (const { message, type } of events) {
      if (type !== 'message' || !message) continue;
      stopTyping(id, ({ who, kind }) =>
        message.direction === 'in' ? kind === 'visitor' : who.id === message.author?.id,
      );
    }
    const changesDetail = events.some(({ type, message }) =>
      type === 'message' ? message?.direction === 'in' : type !== 'status' && type !== 'attachment',
    );
    if (changesDetail) void this.client.invalidateQueries({ queryKey: keys.conversation(id) });
  }
}
