interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets questions of one kind share a statement: while some are being answered the next ones gather and go together. Nobody waits
 * for company, so a lone question is asked at once.
 */
export class Gather<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];
  private running = 0;

  /**
   * `ask` gives one answer for each question, in their order; for an answer that is still on its way only its own question waits.
   * `parallel` is how many statements may be under way.
   */
  constructor(
    private readonly ask: (questions: readonly Question[]) => Promise<readonly (Answer | Promise<Answer>)[]>,
    private readonly parallel = 2,
    private readonly largest = 100,
  ) {}

  /** Resolves with the answer to this question; rejects when its statement failed. */
  one(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      // Questions of the same turn of the event loop travel together.
      if (this.waiting.length === 1) setImmediate(() => this.next());
    });
  }

  private next(): void {
    if (this.running >= this.parallel || this.waiting.length === 0) return;
    this.running++;
    const group = this.waiting.splice(0, this.largest);
    void this.run(group).finally(() => {
      this.running--;
      this.next();
    });
    if (this.waiting.length > 0) this.next();
  }

  private async run(group: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.ask(group.map((entry) => entry.question));
      group.forEach((entry, index) => entry.resolve(answers[index] as Answer));
    } catch (error) {
      for (const entry of group) entry.reject(error);
    }
  }
}
