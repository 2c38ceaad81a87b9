import type { Inbound, StoredEvent } from '../channel.js';
import { fieldsAt, textAt, type Fields } from '../providers/meta/payload.fields.js';
import { objectAt, pathOf, payloadOf, type Path } from '../providers/meta/payload.reader.js';
import { parseIdUpdate } from './identity.parse.js';
import { parseEcho, parseMessage, unknownMessage } from './message.parse.js';
import { parseStatus } from './receipt.parse.js';

/** Understands one update. Pure. Throws when it is not where the event says, or the bytes are no payload. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const payload = payloadOf(event.request);
  const path = pathOf(event.pointer);
  const item = objectAt(payload, path);
  if (!item) throw new Error('the update is not where the event says');
  const value = objectAt(payload, path.slice(0, VALUE_DEPTH)) ?? {};
  switch (listOf(path)) {
    case 'messages':
      return parseMessage(item, value);
    case 'statuses':
      return [parseStatus(item)];
    case 'message_echoes':
      return [parseEcho(item)];
    case 'user_id_update':
      return parseIdUpdate(item);
    default:
      return [parseChange(event.key, item)];
  }
}

/** `entry`, its index, `changes`, its index, `value`, the list, the index in it. */
const VALUE_DEPTH = 5;

function listOf(path: Path): string {
  return String(path[VALUE_DEPTH] ?? '');
}

/** What concerns the account and not a person is for WhatsApp Manager; everything else is shown. */
function parseChange(key: string, change: Fields): Inbound {
  const field = textAt(change, 'field') ?? 'unknown';
  const value = fieldsAt(change, 'value');
  const concernsNumber = textAt(fieldsAt(value, 'metadata'), 'phone_number_id') !== null;
  if (concernsNumber && !SILENT.has(field)) return unknownMessage(key, value);
  return { type: 'ignored', reason: `Meta told of "${field}"` };
}

/** Of a number of ours, but nothing anybody said: settings of people, and copies of what the app holds already. */
const SILENT = new Set(['user_preferences', 'history', 'smb_app_state_sync', 'contacts']);
