import type { Address, Inbound } from '../channel.js';
import { asFields, fieldsAt, textAt, type Fields } from '../providers/meta/payload.fields.js';
import { scopedAddress } from '../providers/whatsapp/person.address.js';
import { numberAddress } from './person.parse.js';
import { timeOf } from './timestamp.parse.js';

/** Before and after of an address. */
type Move = readonly [from: Address | null, to: Address | null];

/** WhatsApp's own message: somebody got another number, or another id (`user_changed_number`, `user_changed_user_id`). */
export function parseSystem(message: Fields): Inbound[] {
  const system = fieldsAt(message, 'system');
  const newNumber = textAt(system, 'wa_id') ?? textAt(system, 'new_wa_id');
  const [before, after] = idsInWords(textAt(system, 'body') ?? '');
  const moves: Move[] = [
    [numberAddress(textAt(message, 'from')), numberAddress(newNumber)],
    [
      scopedAddress(textAt(system, 'previous_user_id') ?? textAt(message, 'from_user_id') ?? before),
      scopedAddress(textAt(system, 'user_id') ?? after),
    ],
    [
      scopedAddress(textAt(system, 'previous_parent_user_id') ?? textAt(message, 'from_parent_user_id')),
      scopedAddress(textAt(system, 'parent_user_id')),
    ],
  ];
  return changesOf(moves, timeOf(message), `WhatsApp told of "${textAt(system, 'type') ?? 'system'}"`);
}

/** One of `user_id_update`: the id that stands for a person towards this business became another one. */
export function parseIdUpdate(update: Fields): Inbound[] {
  const moves = ['user_id', 'parent_user_id'].map((name): Move => {
    const both = asFields(update[name]);
    const [before, after] = both
      ? [textAt(both, 'previous'), textAt(both, 'current')]
      : [textAt(update, `previous_${name}`), textAt(update, name)];
    return [scopedAddress(before), scopedAddress(after)];
  });
  return changesOf(moves, timeOf(update), 'an id was told that is no other than before');
}

function changesOf(moves: readonly Move[], at: Date | null, otherwise: string): Inbound[] {
  const changes = moves.flatMap(([from, to]): Inbound[] =>
    from && to && from.value !== to.value ? [{ type: 'identity-change', from, to, at }] : [],
  );
  return changes.length > 0 ? changes : [{ type: 'ignored', reason: otherwise }];
}

/** Where the fields lack the id before, the sentence has it: "User … changed from SA.1 to SA.2". */
function idsInWords(body: string): readonly [string | null, string | null] {
  const match = /changed from ([A-Z]{2}\.[A-Za-z0-9.]+) to ([A-Z]{2}\.[A-Za-z0-9.]+)/.exec(body);
  return [match?.[1] ?? null, match?.[2] ?? null];
}
