/** Where everything asks for the time; leases ask the database instead. */
export class Clock {
  /** `haste` divides the waits that Sila gives itself; 1 everywhere but in tests. */
  constructor(
    private readonly shiftMs = 0,
    private readonly haste = 1,
  ) {}

  /** The time now. */
  now(): Date {
    return new Date(Date.now() + this.shiftMs);
  }

  /** How many milliseconds to rest where `ms` are meant: undo time, back-off, asking again. Never a provider's own limit. */
  rest(ms: number): number {
    return Math.round(ms / this.haste);
  }
}
