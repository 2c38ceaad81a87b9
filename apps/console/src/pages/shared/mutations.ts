import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { toast, useErrorWords } from '../../ui/index.js';

interface SaveOptions<Input, Answer> {
  /** What is read again afterwards, success or not. */
  readonly stale: readonly (readonly unknown[])[];
  /** Said in a note when it has worked. */
  readonly done?: ((answer: Answer, input: Input) => string) | undefined;
  readonly onSuccess?: ((answer: Answer, input: Input) => void) | undefined;
  /** False where the form shows the failure itself. */
  readonly tellFailure?: boolean | undefined;
}

/** A write: says when it worked, says in words when it did not, and reads again what it changed. */
export function useSave<Input, Answer>(
  write: (input: Input) => Promise<Answer>,
  { stale, done, onSuccess, tellFailure = true }: SaveOptions<Input, Answer>,
): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  const words = useErrorWords();
  return useMutation({
    mutationFn: write,
    onSuccess: (answer, input) => {
      if (done) toast.show({ text: done(answer, input), tone: 'ok' });
      onSuccess?.(answer, input);
    },
    onError: (error) => {
      if (tellFailure) toast.show({ text: words(error), tone: 'danger' });
    },
    onSettled: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
