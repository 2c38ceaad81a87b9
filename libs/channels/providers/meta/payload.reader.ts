import { createHash } from 'node:crypto';
import type { Json, RawEvent, RawRequest } from '../../channel.js';
import { asFields, type Fields } from './payload.fields.js';

/** A way into a payload: names and indexes, from the top. */
export type Path = readonly (string | number)[];

/** What was read of a body, while somebody holds the body: a thousand updates of one request are read once. */
const known = new WeakMap<Buffer, Fields>();

/** The payload of a request. Throws when the bytes are no JSON object. */
export function payloadOf(request: RawRequest): Fields {
  const read = known.get(request.body) ?? asFields(JSON.parse(request.body.toString('utf8')));
  if (!read) throw new Error('the payload is no object');
  known.set(request.body, read);
  return read;
}

/** What stands at a path; null when nothing, or no object, does. */
export function objectAt(payload: Fields, path: Path): Fields | null {
  let value: unknown = payload;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined | null)?.[step];
  return asFields(value);
}

/** The path that an event's pointer is. Throws when it is none. */
export function pathOf(pointer: Json): Path {
  if (!Array.isArray(pointer)) throw new Error('the event says nothing of where it stands');
  return (pointer as readonly Json[]).filter((step) => typeof step === 'string' || typeof step === 'number');
}

/** A key for what has no id of its own: the same words are the same thing. */
export function digestKey(...parts: readonly unknown[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
}

/** The separate things of a request by `read`; the request as one event when it can't be read, so that it is kept. */
export function eventsIn(request: RawRequest, read: (payload: Fields) => RawEvent[]): RawEvent[] {
  let payload: Fields;
  try {
    payload = payloadOf(request);
  } catch {
    const key = digestKey(request.body.toString('latin1'));
    return [{ key, accountRef: null, lane: 'unparsed:meta', pointer: null }];
  }
  return unique(read(payload));
}

/** One request may say the same thing twice. */
function unique(events: readonly RawEvent[]): RawEvent[] {
  const byKey = new Map(events.map((event) => [`${event.accountRef ?? ''} ${event.key}`, event]));
  return [...byKey.values()];
}
