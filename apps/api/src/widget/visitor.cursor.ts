import { DomainError } from '@sila/domain';
import { z } from 'zod';

/** How far a visitor has read: the highest seq of each conversation. */
export type Positions = Readonly<Record<string, number>>;

const positions = z.record(z.uuid(), z.number().int().min(0).max(2_147_483_647));

/** Longest cursor that is looked at; twenty conversations need less. */
export const LONGEST_CURSOR = 3_000;

/** Opaque to the browser, which only gives it back. */
export function encodeCursor(read: Positions): string {
  return Buffer.from(JSON.stringify(read)).toString('base64url');
}

/** The reverse; empty is the beginning. Throws `bad-request` for what is no cursor of ours. */
export function decodeCursor(cursor: string): Positions {
  if (cursor === '') return {};
  try {
    return positions.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new DomainError('bad-request', { field: 'after' });
  }
}
