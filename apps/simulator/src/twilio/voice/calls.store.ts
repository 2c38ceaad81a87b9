import { EventEmitter } from 'node:events';
import { BoundedList } from '../../core/bounded.list.js';
import type { SimulatedClock } from '../../core/simulated.clock.js';
import { newSid } from '../sid.js';
import { type CallFacts, VoiceCall } from './voice.call.js';

/** Every call, oldest forgotten first. Listeners hear of each change. */
export class CallsStore {
  private readonly calls: BoundedList<VoiceCall>;
  private readonly bySid = new Map<string, VoiceCall>();
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly clock: SimulatedClock,
    limit: number,
  ) {
    this.calls = new BoundedList(limit, ({ sid }) => this.bySid.delete(sid));
  }

  open(facts: Omit<CallFacts, 'sid' | 'createdAt'>): VoiceCall {
    const born = { sid: newSid('CA'), createdAt: this.clock.now() };
    const call = new VoiceCall(
      { ...facts, ...born },
      () => this.clock.now(),
      (each) => void this.emitter.emit('change', each),
    );
    this.calls.push(call);
    this.bySid.set(call.sid, call);
    this.emitter.emit('change', call);
    return call;
  }

  get(sid: string): VoiceCall | undefined {
    return this.bySid.get(sid);
  }

  /** Oldest first. */
  all(): readonly VoiceCall[] {
    return this.calls.all();
  }

  /** Returns the function that stops listening. */
  listen(listener: (call: VoiceCall) => void): () => void {
    this.emitter.on('change', listener);
    return () => this.emitter.off('change', listener);
  }
}
