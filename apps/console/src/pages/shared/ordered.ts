interface Known {
  readonly id: string;
}

/** Replaces the entry with the same id, or adds it at the end. */
export function put<Entry extends Known>(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const known = entries.some(({ id }) => id === entry.id);
  return known ? entries.map((each) => (each.id === entry.id ? entry : each)) : [...entries, entry];
}

/** Moves an entry by one place, up with -1 and down with 1; at an end it stays. */
export function move<Entry extends Known>(
  entries: readonly Entry[],
  id: string,
  by: -1 | 1,
): readonly Entry[] {
  const from = entries.findIndex((entry) => entry.id === id);
  const to = from + by;
  const entry = entries[from];
  if (!entry || to < 0 || to >= entries.length) return entries;
  const rest = entries.filter((each) => each.id !== id);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}
