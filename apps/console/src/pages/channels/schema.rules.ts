import type { Language } from '@sila/domain';

/** How one value of a channel's settings is edited. */
export type FieldKind = 'text' | 'secret' | 'number' | 'boolean' | 'choice' | 'texts' | 'entries' | 'group';

/** One field of a settings form, drawn from the channel's JSON Schema. */
export interface SettingField {
  readonly key: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly description: string | null;
  readonly required: boolean;
  /** Kept behind "More settings". */
  readonly advanced: boolean;
  /** Long texts get several lines. */
  readonly long: boolean;
  readonly choices: readonly string[];
  readonly fallback: unknown;
  readonly pattern: string | null;
  readonly least: number | null;
  readonly most: number | null;
  /** Fields of a group, or of each entry of a list of entries. */
  readonly fields: readonly SettingField[];
}

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOr = (value: unknown): number | null =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null;

/** The fields of a settings schema in its order, with words of the reader's language. */
export function fieldsOf(schema: Schema, language: Language): readonly SettingField[] {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : [];
  return Object.entries(properties)
    .filter((entry): entry is [string, Schema] => isSchema(entry[1]))
    .map(([key, property]) => fieldOf(key, property, required.includes(key), language));
}

function fieldOf(key: string, given: Schema, required: boolean, language: Language): SettingField {
  const schema = withoutNull(given);
  const items = isSchema(schema['items']) ? withoutNull(schema['items']) : {};
  const kind = kindOf(schema, items);
  const words = (name: string) => textOr((language === 'ar' ? schema[`${name}Ar`] : null) ?? schema[name]);
  return {
    key,
    kind,
    label: words('title') ?? key,
    description: words('description'),
    required: required && schema['default'] === undefined,
    advanced: schema['advanced'] === true,
    long: (numberOr(schema['maxLength']) ?? 0) > 300,
    choices: choicesOf(schema),
    fallback: schema['default'],
    pattern: textOr(schema['pattern']),
    least: numberOr(schema['minimum']),
    most: numberOr(schema['maximum']),
    fields:
      kind === 'entries' ? fieldsOf(items, language) : kind === 'group' ? fieldsOf(schema, language) : [],
  };
}

/** A nullable value is edited like the value itself. */
function withoutNull(schema: Schema): Schema {
  const options = schema['anyOf'];
  if (!Array.isArray(options)) return schema;
  const rest = options.filter((option) => isSchema(option) && option['type'] !== 'null');
  return rest.length === 1 && isSchema(rest[0]) ? { ...rest[0], ...schema } : schema;
}

function choicesOf(schema: Schema): readonly string[] {
  return Array.isArray(schema['enum']) ? schema['enum'].map(String) : [];
}

function kindOf(schema: Schema, items: Schema): FieldKind {
  if (schema['secret'] === true || schema['writeOnly'] === true) return 'secret';
  if (choicesOf(schema).length > 0) return 'choice';
  switch (schema['type'] ?? typeof schema['default']) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return items['type'] === 'object' ? 'entries' : 'texts';
    case 'object':
      return isSchema(schema['properties']) ? 'group' : 'text';
    default:
      return 'text';
  }
}

/** What a new form begins with. */
export function startValues(fields: readonly SettingField[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter((field) => field.kind !== 'secret').map((field) => [field.key, startValue(field)]),
  );
}

function startValue(field: SettingField): unknown {
  if (field.fallback !== undefined) return field.fallback;
  switch (field.kind) {
    case 'boolean':
      return false;
    case 'texts':
    case 'entries':
      return [];
    case 'group':
      return startValues(field.fields);
    case 'choice':
      return field.required ? field.choices[0] : undefined;
    case 'number':
      return undefined;
    case 'text':
    case 'secret':
      return '';
  }
}

/** What is sent: empty optional texts and untouched secrets are left out. */
export function settingsToSend(
  fields: readonly SettingField[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = fields.map((field) => [field.key, toSend(field, values[field.key])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function toSend(field: SettingField, value: unknown): unknown {
  if (field.kind === 'group' && isSchema(value)) return settingsToSend(field.fields, value);
  if (field.kind === 'entries' && Array.isArray(value)) {
    return value.map((entry) => (isSchema(entry) ? settingsToSend(field.fields, entry) : entry) as unknown);
  }
  return value === '' && (!field.required || field.kind === 'secret') ? undefined : value;
}

/** The label of the field at `settings.<name>…`; the path itself when there is none. */
export function labelAt(fields: readonly SettingField[], path: string): string {
  const [first, name] = path.split('.');
  if (first !== 'settings') return path;
  return fields.find((field) => field.key === name)?.label ?? path;
}
