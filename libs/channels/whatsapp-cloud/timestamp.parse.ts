import { numberAt, type Fields } from '../providers/meta/payload.fields.js';

/** WhatsApp tells time in seconds since 1970, as text. */
export function timeOf(fields: Fields): Date | null {
  const seconds = numberAt(fields, 'timestamp');
  return seconds === null ? null : new Date(seconds * 1000);
}
