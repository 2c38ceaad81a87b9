import { DomainError } from './errors.js';

/** Who was merged into whom, of all contacts concerned: by id; null stands for itself. */
export type Lineage = ReadonlyMap<string, string | null>;

/** One person merged into another. */
export interface Merge {
  readonly fromId: string;
  readonly intoId: string;
}

/** The contact that stands for this one after all merges; itself when it is unknown or was never merged. */
export function standsFor(lineage: Lineage, contactId: string): string {
  const into = lineage.get(contactId);
  return into ? standsFor(lineage, into) : contactId;
}

/** A contact and everybody merged into it, over any number of merges. Empty when it is unknown. */
export function mergedBelow(lineage: Lineage, contactId: string): string[] {
  if (!lineage.has(contactId)) return [];
  const direct = [...lineage].filter(([, into]) => into === contactId).map(([id]) => id);
  return [contactId, ...direct.flatMap((id) => mergedBelow(lineage, id))];
}

/** Everybody who is one person with this contact. */
export function samePerson(lineage: Lineage, contactId: string): string[] {
  return mergedBelow(lineage, standsFor(lineage, contactId));
}

/**
 * The merge that is asked for, into who stands for the other person. Throws `same-person` when both are one already, which
 * also keeps out circles, and `already-merged` when the first one is a part of somebody else by now.
 */
export function planMerge(lineage: Lineage, { fromId, intoId }: Merge): Merge {
  const into = standsFor(lineage, intoId);
  if (standsFor(lineage, fromId) === into) throw new DomainError('same-person');
  if (lineage.get(fromId) !== null) throw new DomainError('already-merged');
  return { fromId, intoId: into };
}

/**
 * What parts when a merge is taken back: the merged contact with everybody merged into it, and the rest of the person. Throws
 * `already-undone` when the merge is no longer in force.
 */
export function planUnmerge(
  lineage: Lineage,
  { fromId, intoId }: Merge,
): { readonly parts: readonly string[]; readonly rest: readonly string[] } {
  if (lineage.get(fromId) !== intoId) throw new DomainError('already-undone');
  const parts = mergedBelow(lineage, fromId);
  return { parts, rest: samePerson(lineage, fromId).filter((id) => !parts.includes(id)) };
}
