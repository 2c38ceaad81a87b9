import { DomainError } from '@sila/domain';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** How many commits may be under way at once. */
  readonly parallel: number;
  /** The most items in one commit. */
  readonly largest: number;
  /** Items waiting before the next is refused. */
  readonly maxWaiting: number;
}

/**
 * Lets concurrent writers share a commit: while one is under way the next ones gather, and go together. Nobody waits for
 * company, so a lone writer commits at once. When a group fails, its items are tried alone, so that one bad item fails alone.
 */
export class GroupCommit<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  private running = 0;

  constructor(
    private readonly commit: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: GroupCommitOptions,
  ) {}

  /** Resolves with the item's result once its commit is durable. */
  add(item: Item): Promise<Result> {
    if (this.waiting.length >= this.options.maxWaiting) return Promise.reject(new DomainError('unavailable'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      // Writers of the same turn of the event loop travel together.
      setImmediate(() => this.next());
    });
  }

  private next(): void {
    if (this.running >= this.options.parallel || this.waiting.length === 0) return;
    this.running++;
    const group = this.waiting.splice(0, this.options.largest);
    void this.run(group).finally(() => {
      this.running--;
      this.next();
    });
  }

  private async run(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.commit(group.map((entry) => entry.item));
      group.forEach((entry, index) => entry.resolve(results[index] as Result));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const entry of group) await this.run([entry]);
    }
  }
}
