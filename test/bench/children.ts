import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../support/children.js';

/** A script of the bench in a process of its own, that answers one question at a time. */
export class BenchChild<Question extends object, Answer> {
  private readonly ended: Promise<never>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((_, reject) => {
      child.once('exit', () => reject(new Error('a process of the bench ended')));
    });
    this.ended.catch(() => undefined);
  }

  static start<Question extends object, Answer>(
    script: string,
    setting: object = {},
  ): BenchChild<Question, Answer> {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const child = fork(path, [JSON.stringify(setting)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    endWithUs(child);
    return new BenchChild(child);
  }

  /** Rejects when the process ends instead of answering. */
  async ask(question: Question): Promise<Answer> {
    const answer = this.ready();
    this.child.send(question);
    return answer;
  }

  /** The child's first word, before any question. */
  ready(): Promise<Answer> {
    const answered = new Promise<Answer>((resolve) => {
      this.child.once('message', (answer) => resolve(answer as Answer));
    });
    return Promise.race([answered, this.ended]);
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}

/** The child's side: answers every question in order. */
export function answering<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('message', (question) => {
    void answer(question as Question).then((said) => process.send?.(said));
  });
  process.once('disconnect', () => process.exit());
}

/** What the parent gave the child on its way. */
export function settingOf<Setting>(): Setting {
  return JSON.parse(process.argv[2] ?? '{}') as Setting;
}
