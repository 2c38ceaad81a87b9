import { v7 } from 'uuid';

/** A new UUIDv7: ours, sortable by time, 74 bits of chance (RFC 9562). */
export function newId(): string {
  return v7();
}
