import type { RawEvent, RawRequest } from '../channel.js';
import { fieldsAt, listAt, textAt, type Fields } from '../providers/meta/payload.fields.js';
import { digestKey, eventsIn, type Path } from '../providers/meta/payload.reader.js';

/** The lists of a change whose items are things of their own. */
export const LISTS = ['messages', 'statuses', 'message_echoes', 'user_id_update'] as const;
type List = (typeof LISTS)[number];

/**
 * Every update of a request: up to a thousand, of several numbers. A message is known by its id and kind, a status by the
 * message's id and how far it is (promises.md I-2); the lane is the person, for a status whom the message went to.
 */
export function eventsOf(request: RawRequest): RawEvent[] {
  return eventsIn(request, (payload) =>
    listAt(payload, 'entry').flatMap((entry, at) =>
      listAt(entry, 'changes').flatMap((change, index) =>
        eventsOfChange(change, ['entry', at, 'changes', index]),
      ),
    ),
  );
}

function eventsOfChange(change: Fields, path: Path): RawEvent[] {
  const value = fieldsAt(change, 'value');
  const accountRef = textAt(fieldsAt(value, 'metadata'), 'phone_number_id');
  const items = LISTS.flatMap((list) =>
    listAt(value, list).map((item, index) => ({
      key: keyOf(list, item),
      lane: laneOf(list, item),
      accountRef,
      pointer: [...path, 'value', list, index],
    })),
  );
  if (items.length > 0) return items;
  const lane = `unparsed:${textAt(change, 'field') ?? 'change'}`;
  return [{ key: digestKey(change), lane, accountRef, pointer: [...path] }];
}

/** Meta's own examples give one id to messages of several kinds; a repeat is always of the same kind. */
function keyOf(list: List, item: Fields): string {
  const id = textAt(item, 'id');
  if (id === null) return digestKey(list, item);
  if (list === 'statuses') return `${id}:${textAt(item, 'status') ?? 'status'}`;
  return `${id}:${textAt(item, 'type') ?? list}`;
}

function laneOf(list: List, item: Fields): string {
  if (list === 'statuses') return personIn(item, 'recipient_id', 'recipient_user_id');
  if (list === 'message_echoes') return personIn(item, 'to', 'to_user_id');
  if (list === 'messages') return personIn(item, 'from', 'from_user_id');
  return personIn(item, 'wa_id', 'previous_user_id');
}

/** The number as E.164, else the id that is scoped to the business. */
function personIn(item: Fields, number: string, scopedId: string): string {
  const digits = textAt(item, number)?.replace(/^\+/, '') ?? '';
  if (/^\d{6,15}$/.test(digits)) return `+${digits}`;
  return textAt(item, scopedId) ?? (digits === '' ? 'unparsed:person' : `unparsed:${digits}`);
}
