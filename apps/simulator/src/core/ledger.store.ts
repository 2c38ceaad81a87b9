import { EventEmitter } from 'node:events';
import { BoundedList } from './bounded.list.js';
import type { LedgerEntry, LedgerFilter } from './ledger.types.js';
import type { SimulatedClock } from './simulated.clock.js';

/** Everything sent and received, both ways, oldest forgotten first. Listeners hear each line as it is written. */
export class LedgerStore {
  private readonly lines: BoundedList<LedgerEntry>;
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private lastSeq = 0;

  constructor(
    private readonly clock: SimulatedClock,
    limit: number,
  ) {
    this.lines = new BoundedList(limit);
  }

  write(entry: Omit<LedgerEntry, 'seq' | 'at'>): LedgerEntry {
    const line: LedgerEntry = { seq: ++this.lastSeq, at: this.clock.iso(), ...entry };
    this.lines.push(line);
    this.emitter.emit('line', line);
    return line;
  }

  list(filter: LedgerFilter = {}): readonly LedgerEntry[] {
    const found = this.lines.all().filter((line) => matches(line, filter));
    return filter.limit === undefined ? found : found.slice(-filter.limit);
  }

  /** Returns the function that stops listening. */
  listen(listener: (line: LedgerEntry) => void): () => void {
    this.emitter.on('line', listener);
    return () => this.emitter.off('line', listener);
  }

  clear(): void {
    this.lines.clear();
  }

  get seq(): number {
    return this.lastSeq;
  }
}

const matches = (line: LedgerEntry, filter: LedgerFilter): boolean =>
  line.seq > (filter.after ?? 0) &&
  (filter.kind === undefined || line.kind === filter.kind) &&
  (filter.channel === undefined || line.channel === filter.channel) &&
  (filter.direction === undefined || line.direction === filter.direction) &&
  (filter.messageId === undefined || line.messageId === filter.messageId);
