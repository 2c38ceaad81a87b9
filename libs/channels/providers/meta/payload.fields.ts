/** An object of a payload, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = {};

/** The object behind a name; an empty one when there is none. */
export function fieldsAt(fields: Fields, name: string): Fields {
  return asFields(fields[name]) ?? NOTHING;
}

/** The objects of a list; what is no object in it is left out. */
export function listAt(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.map(asFields).filter((each) => each !== null) : [];
}

/** A text or a number as text; empty ones count as absent. */
export function textAt(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number, also where it comes as text. */
export function numberAt(fields: Fields, name: string): number | null {
  const value = Number(textAt(fields, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** The named texts that are there. */
export function present(fields: Fields, names: readonly string[]): Readonly<Record<string, string>> {
  const entries = names.map((name) => [name, textAt(fields, name)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** An object, or null. */
export function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}
