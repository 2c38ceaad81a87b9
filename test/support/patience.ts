/**
 * Longest wait, in milliseconds, for what takes less than a second on a machine at rest. Tests run two files at a time beside
 * browsers and databases; how fast it is, `npm run bench` measures.
 */
export const A_SECOND_AT_REST = 5_000;
