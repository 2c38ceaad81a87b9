import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SimulatedClock } from '../../core/simulated.clock.js';
import { readAccessToken } from './access.token.js';
import type { CallsStore } from './calls.store.js';
import { type SoftphoneHears, type SoftphoneSays, softphoneSays } from './softphone.wire.js';
import type { VoiceAccounts } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';

type Parts = { readonly accounts: VoiceAccounts; readonly calls: CallsStore; readonly clock: SimulatedClock };

/** One connected softphone. */
type Softphone = {
  readonly socket: WebSocket;
  /** Account and identity, once it registered. */
  holder: string | null;
  /** SIDs of calls that ring here, and of those that were answered here. */
  readonly ringing: Set<string>;
  readonly talking: Set<string>;
};

export const softphonePath = '/twilio/softphone';

/** The softphones of the association's officers, by WebSocket. Only states flow, no sound. */
export class SoftphoneHub {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  private readonly softphones = new Set<Softphone>();

  constructor(private readonly parts: Parts) {
    parts.calls.listen((call) => this.follow(call));
  }

  /** Takes connections at its path. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      const { pathname } = new URL(request.url ?? '/', 'http://simulator');
      if (pathname !== softphonePath) return void socket.destroy();
      this.server.handleUpgrade(request, socket, head, (opened) => this.welcome(opened));
    });
  }

  /** Rings at every softphone of the call's identity; false when there is none. */
  ring(call: VoiceCall): boolean {
    const holder = holderOf(call.facts.accountSid, call.facts.client ?? '');
    const found = [...this.softphones].filter((each) => each.holder === holder);
    for (const each of found) {
      each.ringing.add(call.sid);
      const { from, parameters } = call.facts;
      tell(each, { type: 'incoming', callSid: call.sid, from, parameters });
    }
    return found.length > 0;
  }

  /** The identities that are registered now, of all accounts. */
  identities(): readonly string[] {
    const holders = [...this.softphones].flatMap(({ holder }) => (holder === null ? [] : [holder]));
    return [...new Set(holders.map((holder) => holder.slice(holder.indexOf(' ') + 1)))];
  }

  close(): void {
    this.softphones.forEach(({ socket }) => socket.terminate());
    this.server.close();
  }

  private welcome(socket: WebSocket): void {
    const softphone: Softphone = { socket, holder: null, ringing: new Set(), talking: new Set() };
    this.softphones.add(softphone);
    socket.on('message', (data: Buffer) => this.hear(softphone, data.toString('utf8')));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.softphones.delete(softphone);
      softphone.talking.forEach((sid) => this.parts.calls.get(sid)?.hangUp());
    });
  }

  private hear(softphone: Softphone, text: string): void {
    const said = softphoneSays.safeParse(parsed(text));
    if (!said.success) return tell(softphone, { type: 'refused', reason: 'This message is not understood' });
    if (said.data.type === 'register') return this.register(softphone, said.data.token);
    const { callSid } = said.data;
    const call = this.parts.calls.get(callSid);
    if (call && softphone.ringing.has(callSid)) this.decide(softphone, call, said.data.type);
    else if (call && softphone.talking.has(callSid)) act(call, said.data);
  }

  private register(softphone: Softphone, token: string): void {
    const read = readAccessToken(token, this.parts.accounts, this.parts.clock.now());
    softphone.holder = 'refusal' in read ? null : holderOf(read.account.accountSid, read.identity);
    if ('refusal' in read) tell(softphone, { type: 'refused', reason: read.refusal });
    else tell(softphone, { type: 'registered', identity: read.identity });
  }

  private decide(softphone: Softphone, call: VoiceCall, what: SoftphoneSays['type']): void {
    if (what === 'accept') {
      softphone.ringing.delete(call.sid);
      softphone.talking.add(call.sid);
      this.stopRinging(call);
      call.pick('answered');
    } else if (what === 'reject' || what === 'hangup') {
      softphone.ringing.delete(call.sid);
      call.pick('busy');
    }
  }

  /** A call that is over ends wherever it rings or is held. */
  private follow(call: VoiceCall): void {
    if (!call.isOver || call.facts.client === null) return;
    this.stopRinging(call);
    for (const each of this.softphones)
      if (each.talking.delete(call.sid)) tell(each, { type: 'ended', callSid: call.sid });
  }

  private stopRinging({ sid }: VoiceCall): void {
    for (const each of this.softphones)
      if (each.ringing.delete(sid)) tell(each, { type: 'cancelled', callSid: sid });
  }
}

const holderOf = (accountSid: string, identity: string): string => `${accountSid} ${identity}`;

const tell = ({ socket }: Softphone, message: SoftphoneHears): void => socket.send(JSON.stringify(message));

/** What an officer does in a call that they hold. */
const act = (call: VoiceCall, said: SoftphoneSays): void => {
  if (said.type === 'hangup') call.hangUp();
  else if (said.type === 'mute') call.mute(said.muted);
  else if (said.type === 'digits') {
    call.note('keys', said.digits);
    call.keypad.press(said.digits, false);
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
