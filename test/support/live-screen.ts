import type { LiveResult, LiveView, ServerToConsole } from '@sila/contracts';
import { withNews } from '../../apps/console/src/realtime/live.patches.js';
import { ConsoleScreen } from './console-screen.js';
import type { Officer } from './officer.js';

type News = Parameters<ServerToConsole['live:changed']>[0];

/** A console with the supervisor's room open: the view as its browser holds it, moved by what it is told. */
export class LiveScreen {
  /** Everything it was told, and when by `performance.now()`. */
  readonly news: { readonly at: number; readonly news: News }[] = [];
  bytes = 0;

  private constructor(
    private readonly screen: ConsoleScreen,
    private held: LiveView,
  ) {
    screen.socket.on('live:changed', (news) => {
      this.held = withNews(this.held, news);
      this.news.push({ at: performance.now(), news });
    });
    screen.socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
      if (typeof data === 'string') this.bytes += Buffer.byteLength(data);
    });
  }

  static async open(officer: Officer, origin: string): Promise<LiveScreen> {
    const screen = await ConsoleScreen.open(officer, origin);
    const answer = await new Promise<LiveResult>((resolve) => screen.socket.emit('live:watch', resolve));
    if (!answer.ok) throw new Error(`the room was refused: ${answer.code}`);
    return new LiveScreen(screen, answer.view);
  }

  get view(): LiveView {
    return this.held;
  }

  close(): void {
    this.screen.close();
  }
}
