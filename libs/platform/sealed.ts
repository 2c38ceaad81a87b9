import type { Keys } from './crypto.js';

/** A value for the database: encrypted, and bound to its place (table|column|row). */
export function sealJson(keys: Keys, context: string, value: unknown): Buffer {
  return keys.encrypt(Buffer.from(JSON.stringify(value)), context);
}

/** The reverse; throws when it was changed or moved. The caller knows what was sealed there. */
export function openJson<Value>(keys: Keys, context: string, sealed: Buffer): Value {
  return JSON.parse(keys.decrypt(sealed, context).toString()) as Value;
}
