import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The Bot API as PaulSonOfLars/telegram-bot-api-spec reads it from Telegram's page, beside the clone (MIT). */
const FILE = path.resolve(import.meta.dirname, '../../../shared/fixtures/telegram/bot-api.json');

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
}

interface Described {
  readonly name: string;
  readonly fields?: readonly Field[];
  readonly subtypes?: readonly string[];
}

interface BotApi {
  readonly methods: Readonly<Record<string, Described>>;
  readonly types: Readonly<Record<string, Described>>;
}

/** Null when the folder is not at hand. */
export const botApi: BotApi | null = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as BotApi)
  : null;

/** What is wrong with a call, by the description of its method; nothing when it is right. */
export function faultsOfCall(api: BotApi, method: string, parameters: object): string[] {
  const described = api.methods[method];
  return described ? faultsOfFields(api, described, parameters, method) : [`${method} is no method`];
}

/** What is wrong with a value, by the description of its type. */
export function faultsOf(api: BotApi, type: string, value: unknown, at: string = type): string[] {
  const item = /^Array of (.+)$/.exec(type)?.[1];
  if (item !== undefined) return faultsOfList(api, item, value, at);
  const described = api.types[type];
  if (!described) return isPlain(type, value) ? [] : [`${at} is no ${type}`];
  if (described.subtypes) return faultsOfOneOf(api, described.subtypes, value, at);
  if (typeof value !== 'object' || value === null) return [`${at} is no ${type}`];
  return faultsOfFields(api, described, value, at);
}

function faultsOfFields(api: BotApi, described: Described, value: object, at: string): string[] {
  const fields = described.fields ?? [];
  const given = new Map(Object.entries(value));
  const missing = fields.filter((field) => field.required && !given.has(field.name));
  return [
    ...missing.map((field) => `${at}.${field.name} is missing`),
    ...[...given].flatMap(([name, inner]) => {
      const field = fields.find((one) => one.name === name);
      if (!field) return [`${at}.${name} is unknown`];
      return faultsOfOneOf(api, field.types, inner, `${at}.${name}`);
    }),
  ];
}

function faultsOfList(api: BotApi, item: string, value: unknown, at: string): string[] {
  if (!Array.isArray(value)) return [`${at} is no list`];
  return value.flatMap((entry, index) => faultsOf(api, item, entry, `${at}[${index}]`));
}

/** Of several possible types the one counts that fits best. */
function faultsOfOneOf(api: BotApi, types: readonly string[], value: unknown, at: string): string[] {
  const found = types.map((type) => faultsOf(api, type, value, at));
  return found.reduce((best, faults) => (faults.length < best.length ? faults : best));
}

/** A file is a part of a form, not a value. */
function isPlain(type: string, value: unknown): boolean {
  if (type === 'Integer') return Number.isSafeInteger(value);
  if (type === 'Float') return typeof value === 'number';
  if (type === 'Boolean') return typeof value === 'boolean';
  return type === 'String' && typeof value === 'string';
}
