import { frameOf, legAfter, retryDelay, type SimulatorFrame } from './phone.rules.js';
import type { Leg, LineAccess, OpenSoftphone, Softphone, SoftphoneListener } from './softphone.js';

/** A line of the simulator: the state of a call without its sound, over the simulator's own WebSocket. */
class SimulatorSoftphone implements Softphone {
  readonly chooseDevice = null;
  private socket: WebSocket | null = null;
  private leg: Leg | null = null;
  private token: string;
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private over = false;

  constructor(
    private readonly access: LineAccess,
    private readonly listener: SoftphoneListener,
  ) {
    this.token = access.token;
  }

  register(): void {
    this.listener.registration({ state: 'registering' });
    const socket = new WebSocket(this.access.url ?? '');
    this.socket = socket;
    socket.addEventListener('open', () => this.say({ type: 'register', token: this.token }));
    socket.addEventListener('message', ({ data }) => this.hear(frameOf(String(data))));
    socket.addEventListener('close', () => this.socket === socket && this.lost());
  }

  renew(token: string): void {
    this.token = token;
    if (this.socket) this.say({ type: 'register', token });
    else if (!this.over) this.register();
  }

  answer(): void {
    if (this.leg?.state !== 'ringing') return;
    this.say({ type: 'accept', callSid: this.leg.sid });
    this.change({ ...this.leg, state: 'open' });
  }

  decline(): void {
    this.leave('reject');
  }

  hangUp(): void {
    this.leave('hangup');
  }

  mute(muted: boolean): void {
    if (!this.leg) return;
    this.say({ type: 'mute', callSid: this.leg.sid, muted });
    this.change({ ...this.leg, muted });
  }

  sendDigits(digits: string): void {
    if (this.leg) this.say({ type: 'digits', callSid: this.leg.sid, digits });
  }

  close(): void {
    this.over = true;
    if (this.retry) clearTimeout(this.retry);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.change(null);
    this.listener.registration({ state: 'off' });
  }

  private leave(how: 'reject' | 'hangup'): void {
    if (this.leg) this.say({ type: how, callSid: this.leg.sid });
    this.change(null);
  }

  private say(frame: Readonly<Record<string, unknown>>): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  private hear(frame: SimulatorFrame | null): void {
    if (!frame) return;
    if (frame.type === 'registered') {
      this.attempts = 0;
      return this.listener.registration({ state: 'registered' });
    }
    if (frame.type === 'refused') return this.refuse();
    const leg = legAfter(this.leg, frame);
    if (leg !== this.leg) this.change(leg);
  }

  /** A token that is refused now is refused again: only a new one helps. */
  private refuse(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.listener.registration({ state: 'failed', trouble: 'refused' });
    this.listener.tokenEnds();
  }

  private lost(): void {
    this.change(null);
    if (this.over) return;
    this.listener.registration({ state: 'failed', trouble: 'unreachable' });
    this.retry = setTimeout(() => this.register(), retryDelay(this.attempts++));
  }

  private change(leg: Leg | null): void {
    this.leg = leg;
    this.listener.leg(leg);
  }
}

/** Opens a line of the simulator. */
export const openSimulatorSoftphone: OpenSoftphone = (access, listener) =>
  new SimulatorSoftphone(access, listener);
