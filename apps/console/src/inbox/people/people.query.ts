import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LedgerRef, PersonCard, PersonPage } from '@sila/contracts';
import type { ErrorCode } from '@sila/domain';
import { api, keys } from '../../api/index.js';
import { errorCode, toast, useErrorWords } from '../../ui/index.js';

/** The fewest letters that are searched for. */
const FEWEST = 2;

/** People found by name, number or mail address; nothing is asked before two letters. */
export const usePeople = (q: string) =>
  useQuery({
    queryKey: keys.people(q),
    queryFn: ({ signal }) => api.get<PersonPage>('/contacts', { q }, signal),
    enabled: q.length >= FEWEST,
    placeholderData: keepPreviousData,
  });

/** One person, to compare with another. */
export const usePerson = (id: string | null) =>
  useQuery({
    queryKey: keys.person(id ?? ''),
    queryFn: ({ signal }) => api.get<PersonCard>(`/contacts/${id}`, undefined, signal),
    enabled: id !== null,
    retry: false,
  });

/** A decision about people: where it is posted, and what. */
export interface Decision {
  readonly path: string;
  readonly body: object;
}

export interface Decide {
  readonly isPending: boolean;
  /** Decides, and says it in a note, with the way back if there is one. Resolves to whether it was done; a refusal is explained. */
  readonly decide: (decision: Decision, done: string, mayUndo: boolean) => Promise<boolean>;
}

/** Decides about people. All conversations are read again after, because any of them may be of the same person. */
export function useDecide(): Decide {
  const { t } = useLingui();
  const client = useQueryClient();
  const explain = useRefusal();
  const mutation = useMutation({
    mutationFn: ({ path, body }: Decision) => api.post<LedgerRef>(path, body),
    onSettled: () => {
      for (const queryKey of [keys.conversations, keys.lists, keys.allPeople])
        void client.invalidateQueries({ queryKey });
    },
  });
  const undo = (id: string) =>
    void mutation
      .mutateAsync({ path: `/contact-merges/${id}/undo`, body: { reason: t`Undone at once` } })
      .then(() => toast.show({ text: t`It is as it was before.`, tone: 'ok' }), explain);
  const decide: Decide['decide'] = async (decision, text, mayUndo) => {
    try {
      const { id } = await mutation.mutateAsync(decision);
      const action = mayUndo ? { label: t`Undo`, run: () => undo(id) } : undefined;
      toast.show({ text, tone: 'ok', action });
      return true;
    } catch (error) {
      explain(error);
      return false;
    }
  };
  return { isPending: mutation.isPending, decide };
}

/** Says why a decision about people was refused. */
function useRefusal(): (error: unknown) => void {
  const { t } = useLingui();
  const others = useErrorWords();
  const words: Partial<Record<ErrorCode, string>> = {
    'same-person': t`Both are one person already.`,
    'already-merged': t`A colleague merged this person just now. Look again before you go on.`,
    'already-undone': t`This was taken back already.`,
    'moved-on': t`The address has gone on to somebody else since. Take that back first.`,
    'not-found': t`One of the two people has no conversation that you may answer.`,
  };
  return (error) =>
    void toast.show({ text: words[errorCode(error) as ErrorCode] ?? others(error), tone: 'danger' });
}
