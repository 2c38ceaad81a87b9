import type { Fact } from '@sila/domain';
import { decode, encode, factParcel, signalParcel, type Parcel } from './fact-bus.envelope.js';
import { FactBus, type Signal } from './fact-bus.js';
import type { Log } from './log.js';

/** Most parcels that wait for a slow carrier; older hints are of no use to anybody. */
const MOST_WAITING = 20_000;
const COMPLAIN_EVERY_MS = 10_000;
/** How long the first words wait for the first connection. */
const FIRST_CONTACT_MS = 2_000;

/**
 * A bus over something outside the process. While one batch is on its way the next gathers, so a burst costs few
 * messages; while the carrier is down what is said is lost to the other processes, and `onReconnect` tells them so.
 */
export abstract class CarriedFactBus extends FactBus {
  private waiting: Parcel[] = [];
  private sending: Promise<void> | null = null;
  private firstContact: (() => void) | null = null;
  /** Resolves with the first connection, or when it has been waited for long enough. */
  private readonly touched = new Promise<void>((resolve) => {
    this.firstContact = resolve;
    setTimeout(resolve, FIRST_CONTACT_MS).unref();
  });
  private complainedAt = 0;

  constructor(
    log: Log,
    private readonly maxBytes: number,
  ) {
    super(log);
  }

  override publish(facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    setImmediate(() => this.deliverFacts(facts));
    this.enqueue(facts.map(factParcel));
  }

  override signal(signal: Signal): void {
    setImmediate(() => this.deliverSignal(signal));
    this.enqueue([signalParcel(signal)]);
  }

  /** Says what is still to be said, then leaves: a command that changes something and ends at once is heard too. */
  override async close(): Promise<void> {
    await this.sending;
    await this.leave();
  }

  /** Ends the connections. */
  protected abstract leave(): Promise<void>;

  /** Call it when payloads can be sent. */
  protected inTouch(): void {
    this.firstContact?.();
  }

  /** Hands payloads to the other processes, in order; rejects within two seconds when it can't. */
  protected abstract send(payloads: readonly string[]): Promise<void>;

  /** What came over the carrier, from whomever. */
  protected receive(payload: string): void {
    const envelope = decode(payload);
    if (!envelope || envelope.o === this.origin) return;
    this.deliverFacts(envelope.f);
    envelope.s.forEach((signal) => this.deliverSignal(signal));
  }

  /** Logs that the carrier fails, but not every time. */
  protected complain(message: string, error: unknown): void {
    if (Date.now() - this.complainedAt < COMPLAIN_EVERY_MS) return;
    this.complainedAt = Date.now();
    this.log?.fail(message, error);
  }

  private enqueue(parcels: readonly Parcel[]): void {
    this.waiting.push(...parcels);
    if (this.waiting.length > MOST_WAITING) this.waiting = [];
    this.sending ??= this.drain();
  }

  private async drain(): Promise<void> {
    await this.touched;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        await this.send(encode(this.origin, batch, this.maxBytes));
      } catch (error) {
        this.complain('facts could not be told to the other processes', error);
      }
    }
    this.sending = null;
  }
}
