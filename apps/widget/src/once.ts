/** Runs a work once at a time: who asks meanwhile waits for the run that is under way. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= work().finally(() => (running = null)));
}
