import { DomainError } from '@sila/domain';
import { z } from 'zod';

/** Makes an opaque cursor of the values a page ended with. */
export function encodeCursor(values: Readonly<Record<string, string | number>>): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor back; a made-up one is a `bad-request`. */
export function decodeCursor<Schema extends z.ZodType>(
  cursor: string | undefined,
  schema: Schema,
): z.output<Schema> | null {
  if (!cursor) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new DomainError('bad-request', { field: 'cursor' });
  }
}
