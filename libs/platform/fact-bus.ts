import type { Fact } from '@sila/domain';

/** Something short-lived that crosses processes and is never stored: typing, looking, presence, revocation. */
export interface Signal {
  readonly kind: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** What one hearer of the bus does; a throw is logged and stops nobody else. */
export interface BusHearer {
  onFacts?(facts: readonly Fact[]): void;
  onSignal?(signal: Signal): void;
}

/**
 * Carries facts (ids only) and signals to every process, this one included, each once. A hint: nothing breaks when it is lost,
 * because clients catch up by seq and caches re-check.
 */
export abstract class FactBus {
  private readonly hearers = new Set<BusHearer>();

  /** Tells every process. Never throws and never waits for the other processes. */
  abstract publish(facts: readonly Fact[]): void;
  abstract signal(signal: Signal): void;

  /** Starts hearing; returns how to stop. */
  hear(hearer: BusHearer): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  protected deliverFacts(facts: readonly Fact[]): void {
    for (const hearer of this.hearers) hearer.onFacts?.(facts);
  }

  protected deliverSignal(signal: Signal): void {
    for (const hearer of this.hearers) hearer.onSignal?.(signal);
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
