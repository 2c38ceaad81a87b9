import type { Fact } from '@sila/domain';
import { newId } from './id.js';
import type { Log } from './log.js';

/** Something short-lived that crosses processes and is never stored: typing, looking, presence, revocation. Ids only. */
export interface Signal {
  readonly kind: string;
  readonly data: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** What one hearer of the bus does; a throw is logged and stops nobody else. */
export interface BusHearer {
  onFacts?(facts: readonly Fact[]): void;
  onSignal?(signal: Signal): void;
  /** Other processes are heard again after a break: what they said meanwhile is lost. */
  onReconnect?(): void;
}

/**
 * Carries facts (ids only) and signals to every process, this one included, each once. A hint: nothing breaks when it is lost,
 * because clients catch up by seq and caches re-check.
 */
export abstract class FactBus {
  /** This process on the bus. */
  readonly origin = newId();
  private readonly hearers = new Set<BusHearer>();

  constructor(protected readonly log: Log | null = null) {}

  /** Tells every process. Never throws and never waits for the other processes. */
  abstract publish(facts: readonly Fact[]): void;
  abstract signal(signal: Signal): void;

  /** False while other processes can't be heard. */
  get connected(): boolean {
    return true;
  }

  /** Starts hearing; returns how to stop. */
  hear(hearer: BusHearer): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  /** Leaves the bus. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  protected deliverFacts(facts: readonly Fact[]): void {
    if (facts.length > 0) this.each((hearer) => hearer.onFacts?.(facts));
  }

  protected deliverSignal(signal: Signal): void {
    this.each((hearer) => hearer.onSignal?.(signal));
  }

  protected deliverReconnect(): void {
    this.each((hearer) => hearer.onReconnect?.());
  }

  private each(call: (hearer: BusHearer) => void): void {
    for (const hearer of this.hearers) {
      try {
        call(hearer);
      } catch (error) {
        this.log?.fail('a hearer of the fact bus failed', error);
      }
    }
  }
}

/** The bus of a single process. */
export class LocalFactBus extends FactBus {
  publish(facts: readonly Fact[]): void {
    setImmediate(() => this.deliverFacts(facts));
  }

  signal(signal: Signal): void {
    setImmediate(() => this.deliverSignal(signal));
  }
}
