import type { RawEvent, RawRequest } from '../../../channel.js';
import { fieldsAt, listAt, textAt, type Fields } from '../payload.fields.js';
import { digestKey, eventsIn, type Path } from '../payload.reader.js';

/** What an event of Messenger or Instagram is about. */
export type EventKind = 'message' | 'echo' | 'postback' | 'reaction' | 'edit' | 'read' | 'delivery' | 'other';

/** Lists of an entry: `standby` is what comes while another app holds the talk. */
const LISTS = ['messaging', 'standby'] as const;

/** Every event of a request. A message is known by its id, everything else by what it says (promises.md I-2). */
export function eventsOf(request: RawRequest): RawEvent[] {
  return eventsIn(request, (payload) =>
    listAt(payload, 'entry').flatMap((entry, at) => eventsOfEntry(entry, ['entry', at])),
  );
}

function eventsOfEntry(entry: Fields, path: Path): RawEvent[] {
  const accountRef = textAt(entry, 'id');
  const talks = LISTS.flatMap((list) =>
    listAt(entry, list).map((event, index) => ({
      key: keyOf(event),
      lane: personOf(event) ?? 'unparsed:person',
      accountRef,
      pointer: [...path, list, index],
    })),
  );
  const changes = listAt(entry, 'changes').map((change, index) => ({
    key: digestKey(accountRef, change),
    lane: `unparsed:${textAt(change, 'field') ?? 'change'}`,
    accountRef,
    pointer: [...path, 'changes', index],
  }));
  return [...talks, ...changes];
}

/** What an event is, by the part that it carries. */
export function kindOf(event: Fields): EventKind {
  if (event['message'] !== undefined)
    return fieldsAt(event, 'message')['is_echo'] === true ? 'echo' : 'message';
  if (event['message_edit'] !== undefined) return 'edit';
  for (const kind of ['postback', 'reaction', 'read', 'delivery'] as const)
    if (event[kind] !== undefined) return kind;
  return 'other';
}

/** The person of an event: who wrote, or to whom our own side wrote. */
export function personOf(event: Fields): string | null {
  return textAt(fieldsAt(event, kindOf(event) === 'echo' ? 'recipient' : 'sender'), 'id');
}

function keyOf(event: Fields): string {
  const message = fieldsAt(event, 'message');
  const mid = textAt(message, 'mid');
  if (mid === null) return digestKey(event['sender'], event['timestamp'], kindOf(event), bodyOf(event));
  return message['is_deleted'] === true ? `${mid}:deleted` : mid;
}

function bodyOf(event: Fields): unknown {
  return kindOf(event) === 'edit' ? event['message_edit'] : event[kindOf(event)];
}
