import type { FormSettings } from '@sila/contracts';

/** A form of the portal, or of interviews at the desk. */
export type AnyForm = FormSettings['forms' | 'interviews'][number];
export type Section = AnyForm['sections'][number];
export type Question = Section['fields'][number];

/** A list with one entry changed. */
export function withEntry<Entry>(list: readonly Entry[], at: number, entry: Entry): Entry[] {
  return list.map((one, index) => (index === at ? entry : one));
}

/** A section with two neighbouring questions in the other order. */
export function withMoved(section: Section, at: number, by: 1 | -1): Section {
  const fields = [...section.fields];
  const [moved, neighbour] = [fields[at], fields[at + by]];
  if (!moved || !neighbour) return section;
  fields[at] = neighbour;
  fields[at + by] = moved;
  return { ...section, fields };
}

/** Whether a question may change places with its neighbour: none is asked before the one that it hangs on. */
export function mayMove({ fields }: Section, at: number, by: 1 | -1): boolean {
  const [moved, neighbour] = [fields[at], fields[at + by]];
  if (!moved || !neighbour) return false;
  const [above, below] = by === 1 ? [moved, neighbour] : [neighbour, moved];
  return below.when?.field !== above.id;
}

/** Nothing that people read is empty. */
export function isComplete({ forms, interviews }: FormSettings): boolean {
  return [...forms, ...interviews].every(({ title, intro, consent, sections }) => {
    const labels = sections.flatMap((section) => [
      section.title,
      ...section.fields.map(({ label }) => label),
    ]);
    const words = [title, intro, consent.text, ...labels].flatMap(({ ar, en }) => [ar, en]);
    return [...words, consent.version].every((text) => text.trim() !== '');
  });
}
