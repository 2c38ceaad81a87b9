import {
  CONSOLE_NAMESPACE,
  type ConversationEvent,
  type ConversationItem,
  type ServerToConsole,
  SOCKET_PATH,
  type WatchResult,
} from '@sila/contracts';
import { io } from 'socket.io-client';
import { eventually } from './eventually.js';
import type { Officer } from './officer.js';
import type { ConsoleClient } from './realtime.js';

type Name = keyof ServerToConsole;
type Heard<N extends Name> = Parameters<ServerToConsole[N]>[0];

/** An officer's open console: keeps everything that its socket heard. */
export class ConsoleScreen {
  private readonly heard: { readonly name: Name; readonly message: unknown }[] = [];

  private constructor(readonly socket: ConsoleClient) {
    socket.onAny((name: Name, message: unknown) => this.heard.push({ name, message }));
  }

  /** Opens it as the browser does: at the public address, by cookie. Rejects when it is refused. */
  static async open(officer: Officer, origin: string): Promise<ConsoleScreen> {
    const socket: ConsoleClient = io(`${officer.apiUrl}${CONSOLE_NAMESPACE}`, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { origin, cookie: officer.cookie },
    });
    const screen = new ConsoleScreen(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return screen;
  }

  all<N extends Name>(name: N): Heard<N>[] {
    return this.heard.filter((one) => one.name === name).map((one) => one.message as Heard<N>);
  }

  /** Everything it heard, of any kind, as text. */
  everything(): string {
    return JSON.stringify(this.heard);
  }

  watch(conversationId: string): Promise<WatchResult> {
    return new Promise((resolve) => this.socket.emit('watch', { conversationId }, resolve));
  }

  /** Every change of the watched conversations, in the order it was told. */
  events(): ConversationEvent[] {
    return this.all('conversation:events').flatMap(({ events }) => events);
  }

  /** Resolves with the first row of the list that fits. */
  row(fits: (item: ConversationItem) => boolean, within = 5_000): Promise<ConversationItem> {
    return eventually(
      () => {
        const found = this.all('list:changed')
          .flatMap(({ items }) => items)
          .find(fits);
        if (!found) throw new Error('the row did not come');
        return found;
      },
      { within, every: 5 },
    );
  }

  /** Resolves with the first change of a watched conversation that fits. */
  event(fits: (event: ConversationEvent) => boolean, within = 5_000): Promise<ConversationEvent> {
    return eventually(
      () => {
        const found = this.events().find(fits);
        if (!found) throw new Error('the change was not told');
        return found;
      },
      { within, every: 5 },
    );
  }

  close(): void {
    this.socket.disconnect();
  }
}
