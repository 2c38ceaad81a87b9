/** The simulator's own time. A test moves it to make windows lapse and late webhooks late; it never runs backwards by itself. */
export class SimulatedClock {
  private offsetMs = 0;

  /** Milliseconds since the epoch, as the pretended provider sees it. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  date(): Date {
    return new Date(this.now());
  }

  iso(): string {
    return this.date().toISOString();
  }

  /** Sets how far the pretended time stands from the machine's, in milliseconds (negative = in the past). */
  shiftTo(offsetMs: number): void {
    this.offsetMs = offsetMs;
  }

  get offset(): number {
    return this.offsetMs;
  }
}
