import type { InterviewDetail } from '@sila/contracts';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/index.js';

const PAUSE_MS = 700;

export type Answers = Record<string, string | string[]>;

interface DraftAnswers {
  readonly answers: Answers;
  readonly isSaved: boolean;
  readonly error: unknown;
  readonly change: (field: string, value: string | string[]) => void;
  /** Resolves with the revision once everything typed is on the server. */
  readonly flush: () => Promise<number>;
}

/** Keeps answers on the server after a short pause, one save after the other, so that a late one never overtakes. */
export function useDraftAnswers({ id, revision }: InterviewDetail, first: Answers): DraftAnswers {
  const [answers, setAnswers] = useState(first);
  const [isSaved, setSaved] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const state = useRef({ answers: first, saved: first, revision, chain: Promise.resolve() });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = async (): Promise<void> => {
    const { current } = state;
    const sent = current.answers;
    if (sent === current.saved) return;
    const body = { revision: current.revision, answers: sent };
    current.revision = (await api.put<InterviewDetail>(`/interviews/${id}`, body)).revision;
    current.saved = sent;
    setError(null);
    setSaved(current.answers === sent);
  };
  const enqueue = (): Promise<void> => {
    clearTimeout(timer.current);
    const next = state.current.chain.then(save);
    state.current.chain = next.catch(() => undefined);
    return next;
  };
  const change = (field: string, value: string | string[]) => {
    state.current.answers = { ...state.current.answers, [field]: value };
    setAnswers(state.current.answers);
    setSaved(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void enqueue().catch(setError), PAUSE_MS);
  };
  const flush = async (): Promise<number> => {
    await enqueue();
    return state.current.revision;
  };
  const leave = useRef(enqueue);
  useEffect(() => {
    leave.current = enqueue;
  });
  useEffect(() => () => void leave.current().catch(() => undefined), []);
  return { answers, isSaved, error, change, flush };
}
