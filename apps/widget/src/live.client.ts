import type { ServerToVisitor, SOCKET_PATH, VisitorToServer, WIDGET_NAMESPACE } from '@sila/contracts';

/** The contracts' names; typed as theirs, so that a change there is an error here, without their code in the bundle. */
const PATH: typeof SOCKET_PATH = '/socket.io';
const NAMESPACE: typeof WIDGET_NAMESPACE = '/widget';

/** Backing off between openings, in milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** An opening that takes longer counts as failed: some proxies swallow WebSockets without a word. */
const OPENING_LIMIT = 10_000;

/** What the chat wants to hear from its socket. */
export interface LiveHandlers {
  /** In touch again (true) or lost (false); `failures` counts openings that did not succeed in a row. */
  socketChanged(up: boolean, failures: number): void;
  /** The server refused the token. */
  socketRefused(): void;
  hear<Name extends keyof ServerToVisitor>(name: Name, body: Parameters<ServerToVisitor[Name]>[0]): void;
}

/**
 * A client of Socket.IO's wire protocol (Engine.IO 4, Socket.IO 5) on a plain WebSocket: hints from the server and
 * "typing" to it, no acknowledgements, no binary packets, no upgrade. It reopens by itself with growing, jittered waits.
 */
export class LiveClient {
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence = OPENING_LIMIT;
  private failures = 0;
  private up = false;

  constructor(
    private readonly base: string,
    /** The token to sign in with; asked at each opening. */
    private readonly token: () => string | null,
    private readonly handlers: LiveHandlers,
  ) {}

  /** Opens the socket now unless it is open; forgets earlier waits. */
  start(): void {
    if (!this.socket) this.open();
  }

  /** Says something if anybody listens; it is a hint and may be lost. */
  emit(name: keyof VisitorToServer): void {
    if (this.up) this.socket?.send(`42${NAMESPACE},${JSON.stringify([name])}`);
  }

  private open(): void {
    this.silence = OPENING_LIMIT;
    this.watch();
    try {
      const socket = new WebSocket(`${this.base.replace(/^http/, 'ws')}${PATH}/?EIO=4&transport=websocket`);
      this.socket = socket;
      socket.onmessage = (message) => this.socket === socket && this.receive(String(message.data));
      socket.onclose = () => this.socket === socket && this.lost();
    } catch {
      // A host page's content policy may forbid the socket: polling goes on without it.
      this.lost();
    }
  }

  /** The server pings; when it falls silent for longer than it promised, the line is dead. */
  private watch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lost(), this.silence);
  }

  private receive(packet: string): void {
    this.watch();
    const body = packet.slice(packet.indexOf(',') + 1);
    if (packet === '2') this.socket?.send('3');
    else if (packet.startsWith('0')) this.greet(packet.slice(1));
    else if (packet.startsWith('40')) this.joined();
    else if (packet.startsWith('42')) this.hear(body);
    else if (packet.startsWith('44')) this.refused();
    else this.lost();
  }

  private greet(handshake: string): void {
    const { pingInterval, pingTimeout } = JSON.parse(handshake) as Record<
      'pingInterval' | 'pingTimeout',
      number
    >;
    this.silence = pingInterval + pingTimeout;
    this.socket?.send(`40${NAMESPACE},${JSON.stringify({ token: this.token() })}`);
  }

  private joined(): void {
    this.up = true;
    this.failures = 0;
    this.handlers.socketChanged(true, 0);
  }

  private refused(): void {
    this.lost();
    this.handlers.socketRefused();
  }

  private hear(json: string): void {
    const [name, body] = JSON.parse(json) as [keyof ServerToVisitor, never];
    this.handlers.hear(name, body);
    if (name === 'draining') this.lost((body as { readonly afterMs: number }).afterMs);
  }

  private lost(afterMs = 0): void {
    const { socket, up } = this;
    this.socket = null;
    this.up = false;
    clearTimeout(this.timer);
    socket?.close();
    if (!up) this.failures += 1;
    this.handlers.socketChanged(false, this.failures);
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures) * (0.5 + Math.random() / 2);
    this.timer = setTimeout(() => this.open(), afterMs + wait);
  }
}
