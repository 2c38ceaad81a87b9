import type { Keys } from '@sila/platform';

/** Where a sealed value belongs: moved to another row it can't be opened. */
const contextOf = (accountId: string): string => `channel_account|secrets|${accountId}`;

/** Seals an account's secrets; null when there are none. */
export function sealSecrets(
  keys: Keys,
  accountId: string,
  secrets: Readonly<Record<string, unknown>>,
): Buffer | null {
  if (Object.keys(secrets).length === 0) return null;
  return keys.encrypt(Buffer.from(JSON.stringify(secrets)), contextOf(accountId));
}

/** Opens them again. Throws when SILA_SECRET is another one than at sealing. */
export function openSecrets(keys: Keys, accountId: string, sealed: Buffer | null): Record<string, unknown> {
  if (!sealed) return {};
  return JSON.parse(keys.decrypt(sealed, contextOf(accountId)).toString('utf8')) as Record<string, unknown>;
}
