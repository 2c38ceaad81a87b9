/**
 * Begins with the files that take longest, so that none of them runs alone in the end: on a fresh machine jest knows no times and
 * goes by size, by which the longest come last.
 */
const LONGEST = [
  'test/browser/console.spec.ts',
  'test/browser/looks.spec.ts',
  'test/faults/kill-worker.spec.ts',
  'test/e2e/letters.spec.ts',
  'test/faults/redis.spec.ts',
  'test/faults/provider.spec.ts',
];

const turnOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.replaceAll('\\', '/').endsWith(name));
  return place < 0 ? LONGEST.length : place;
};

export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => turnOf(a) - turnOf(b) || (a.path < b.path ? -1 : 1));
  }

  allFailedTests(tests) {
    return tests;
  }

  shard(tests) {
    return tests;
  }

  cacheResults() {}
}
