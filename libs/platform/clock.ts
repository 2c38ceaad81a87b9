/** Where everything asks for the time; leases ask the database instead. */
export class Clock {
  constructor(private readonly shiftMs = 0) {}

  /** The time now. */
  now(): Date {
    return new Date(Date.now() + this.shiftMs);
  }
}
