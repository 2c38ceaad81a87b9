import type { InterviewDetail } from '@sila/contracts';
import { useEffect, useState } from 'react';
import { api } from '../../api/index.js';

const PAUSE_MS = 700;

export type Answers = Record<string, string | string[]>;

/** Keeps answers on the server after a short pause, one save after the other, so that a late one never overtakes. */
class DraftKeeper {
  private saved: Answers;
  private chain: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly id: string,
    private revision: number,
    private answers: Answers,
    private readonly onSettled: (isSaved: boolean, error: unknown) => void,
  ) {
    this.saved = answers;
  }

  change(answers: Answers): void {
    this.answers = answers;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save().catch(() => undefined), PAUSE_MS);
  }

  /** Resolves with the revision once everything typed is on the server. */
  async flush(): Promise<number> {
    await this.save();
    return this.revision;
  }

  save(): Promise<void> {
    clearTimeout(this.timer);
    const next = this.chain.then(() => this.put());
    this.chain = next.catch((error: unknown) => this.onSettled(false, error));
    return next;
  }

  private async put(): Promise<void> {
    const sent = this.answers;
    if (sent === this.saved) return;
    const body = { revision: this.revision, answers: sent };
    this.revision = (await api.put<InterviewDetail>(`/interviews/${this.id}`, body)).revision;
    this.saved = sent;
    this.onSettled(this.answers === sent, null);
  }
}

interface DraftAnswers {
  readonly answers: Answers;
  readonly isSaved: boolean;
  readonly error: unknown;
  readonly change: (field: string, value: string | string[]) => void;
  readonly flush: () => Promise<number>;
}

/** The answers as they stand on the screen, kept on the server behind it. */
export function useDraftAnswers({ id, revision }: InterviewDetail, first: Answers): DraftAnswers {
  const [answers, setAnswers] = useState(first);
  const [kept, setKept] = useState<{ isSaved: boolean; error: unknown }>({ isSaved: true, error: null });
  const [keeper] = useState(
    () => new DraftKeeper(id, revision, first, (isSaved, error) => setKept({ isSaved, error })),
  );
  useEffect(() => () => void keeper.save().catch(() => undefined), [keeper]);
  const change = (field: string, value: string | string[]) => {
    const next = { ...answers, [field]: value };
    setAnswers(next);
    setKept({ isSaved: false, error: null });
    keeper.change(next);
  };
  return { answers, ...kept, change, flush: () => keeper.flush() };
}
