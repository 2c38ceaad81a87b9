/**
 * A list that forgets its oldest entries past a limit, so that a simulator under load for hours keeps a flat memory.
 * Dropping is amortised: the array is cut once a tenth over the limit.
 */
export class BoundedList<T> {
  private entries: T[] = [];

  constructor(
    private readonly limit: number,
    private readonly onDrop: (dropped: T) => void = () => undefined,
  ) {}

  push(entry: T): void {
    this.entries.push(entry);
    if (this.entries.length > this.limit + Math.max(10, this.limit / 10)) this.cut();
  }

  /** Oldest first. */
  all(): readonly T[] {
    return this.entries;
  }

  clear(): void {
    this.entries.forEach(this.onDrop);
    this.entries = [];
  }

  get size(): number {
    return this.entries.length;
  }

  private cut(): void {
    this.entries.splice(0, this.entries.length - this.limit).forEach(this.onDrop);
  }
}
