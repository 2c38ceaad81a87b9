/** Lets a socket into a namespace, or refuses it: without a word about why it is not enough. */
export async function letIn(check: () => Promise<boolean>, answer: (refusal?: Error) => void): Promise<void> {
  let refusal: Error | undefined;
  try {
    refusal = (await check()) ? undefined : new Error('unauthenticated');
  } catch {
    refusal = new Error('unavailable');
  }
  answer(refusal);
}
