import { EventEmitter, once } from 'node:events';
import WebSocket from 'ws';
import { softphonePath } from './softphone.hub.js';
import type { SoftphoneHears, SoftphoneSays } from './softphone.wire.js';

type Heard<Type extends SoftphoneHears['type']> = Extract<SoftphoneHears, { readonly type: Type }>;

/** An officer's softphone played by a test: what it hears is kept until somebody waits for it. */
export class SoftphoneClient {
  private heard: readonly SoftphoneHears[] = [];
  private readonly emitter = new EventEmitter();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.heard = [...this.heard, JSON.parse(data.toString('utf8')) as SoftphoneHears];
      this.emitter.emit('heard');
    });
  }

  /** Connects with the simulator at `url`. */
  static async connect(url: string): Promise<SoftphoneClient> {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + softphonePath);
    const client = new SoftphoneClient(socket);
    await once(socket, 'open');
    return client;
  }

  /** Resolves with the identity; rejects with the reason of a refusal. */
  async register(token: string): Promise<string> {
    this.say({ type: 'register', token });
    const answer = await this.next('registered', 'refused');
    if (answer.type === 'refused') throw new Error(answer.reason);
    return answer.identity;
  }

  say(message: SoftphoneSays): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The next message of one of these types, which no one waited for yet. */
  async next<Type extends SoftphoneHears['type']>(...types: readonly Type[]): Promise<Heard<Type>> {
    const isWanted = (each: SoftphoneHears): each is Heard<Type> => types.some((type) => type === each.type);
    for (;;) {
      const found = this.heard.find(isWanted);
      if (found) {
        this.heard = this.heard.filter((each) => each !== found);
        return found;
      }
      await once(this.emitter, 'heard');
    }
  }

  close(): void {
    this.socket.terminate();
  }
}
