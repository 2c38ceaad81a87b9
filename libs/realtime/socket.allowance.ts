/** A function that says yes at most `times` times in any window of that many milliseconds. */
export function allowance(times: number, windowMs: number): () => boolean {
  let left = times;
  let renewedAt = performance.now();
  return () => {
    if (performance.now() - renewedAt > windowMs) {
      left = times;
      renewedAt = performance.now();
    }
    left -= 1;
    return left >= 0;
  };
}
