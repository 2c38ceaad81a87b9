import type { SimulatedClock } from '../../core/simulated.clock.js';
import { newSid } from '../sid.js';
import type { FormParams } from '../webhook.calls.js';
import type { VoiceCall } from './voice.call.js';

type Waiting = { readonly call: VoiceCall; readonly since: number };

/** One call's place in a queue. */
export type QueuePlace = {
  /** What addresses are told of somebody who waits. Source: twilio.com/docs/voice/twiml/enqueue. */
  params(): FormParams;
  /** Gives the place up; what the action is told of why. */
  leave(result: string): FormParams;
};

/** A queue of calls, first come first. */
export class CallQueue {
  readonly sid = newSid('QU');
  private waiting: readonly Waiting[] = [];
  /** Seconds that those waited who have left. */
  private waited: readonly number[] = [];

  constructor(
    private readonly name: string,
    private readonly clock: SimulatedClock,
  ) {}

  join(call: VoiceCall): QueuePlace {
    const own = { call, since: this.clock.now() };
    this.waiting = [...this.waiting, own];
    call.note('queue', this.name);
    this.tellAll();
    return {
      params: () => ({
        ...this.common(own),
        AvgQueueTime: String(this.average()),
        CurrentQueueSize: String(this.waiting.length),
        QueuePosition: String(this.waiting.indexOf(own) + 1),
      }),
      leave: (result) => this.leave(own, result),
    };
  }

  private leave(own: Waiting, result: string): FormParams {
    this.waiting = this.waiting.filter((each) => each !== own);
    this.waited = [...this.waited, this.secondsOf(own)].slice(-20);
    own.call.put(null);
    this.tellAll();
    return { ...this.common(own), QueueResult: result };
  }

  private common(own: Waiting): FormParams {
    return { QueueSid: this.sid, QueueTime: String(this.secondsOf(own)) };
  }

  private tellAll(): void {
    const size = this.waiting.length;
    this.waiting.forEach(({ call }, index) =>
      call.put({ kind: 'queue', name: this.name, position: index + 1, size }),
    );
  }

  private secondsOf({ since }: Waiting): number {
    return Math.round((this.clock.now() - since) / 1000);
  }

  private average(): number {
    const sum = this.waited.reduce((total, each) => total + each, 0);
    return this.waited.length === 0 ? 0 : Math.round(sum / this.waited.length);
  }
}

/** The queues of all accounts, made as they are named. */
export class CallQueues {
  private readonly byName = new Map<string, CallQueue>();

  constructor(private readonly clock: SimulatedClock) {}

  of(accountSid: string, name: string): CallQueue {
    const key = `${accountSid} ${name}`;
    const queue = this.byName.get(key) ?? new CallQueue(name, this.clock);
    this.byName.set(key, queue);
    return queue;
  }
}
