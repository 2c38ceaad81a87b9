import { CONSOLE_NAMESPACE, type ServerToConsole, SOCKET_PATH } from '@sila/contracts';
import { io, type Socket } from 'socket.io-client';
import type { Installation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';

/** When each text was first seen on any of the screens, by `performance.now()`. */
export class Screens {
  private readonly seenAt = new Map<string, number>();
  private waiting: { readonly texts: Set<string>; readonly done: () => void } | null = null;

  seen(text: string): void {
    if (this.seenAt.has(text)) return;
    this.seenAt.set(text, performance.now());
    if (!this.waiting?.texts.delete(text) || this.waiting.texts.size > 0) return;
    this.waiting.done();
  }

  timeOf(text: string): number | undefined {
    return this.seenAt.get(text);
  }

  /** Resolves when all were seen; rejects when one was not seen within 30 s. */
  async all(texts: readonly string[]): Promise<void> {
    const missing = new Set(texts.filter((text) => !this.seenAt.has(text)));
    if (missing.size === 0) return;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${missing.size} of ${texts.length} messages never came to a screen`)),
        30_000,
      );
      this.waiting = { texts: missing, done: () => (clearTimeout(late), resolve()) };
    });
  }
}

/** Signs officers of one queue in and opens a screen for each. */
export async function openScreens(sila: Installation, count: number): Promise<Screens> {
  const screens = new Screens();
  for (let n = 1; n <= count; n++) {
    const officer = await sila.officer(`bench-${n}`);
    await connected(consoleOf(officer, screens));
  }
  return screens;
}

function consoleOf(officer: Officer, screens: Screens): Socket<ServerToConsole, object> {
  const socket: Socket<ServerToConsole, object> = io(`${officer.apiUrl}${CONSOLE_NAMESPACE}`, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin: officer.apiUrl, cookie: officer.cookie },
  });
  socket.on('conversation:events', ({ events }) => {
    for (const { message } of events) if (message) screens.seen(message.text);
  });
  socket.on('list:changed', ({ items }) => {
    for (const { snippet } of items) screens.seen(snippet);
  });
  return socket;
}

/** Opens plain screens at the floor. */
export async function openFloorScreens(port: number, count: number): Promise<Screens> {
  const screens = new Screens();
  for (let n = 1; n <= count; n++) {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
    socket.on('message', ({ text }: { readonly text: string }) => screens.seen(text));
    await connected(socket);
  }
  return screens;
}

export function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}
