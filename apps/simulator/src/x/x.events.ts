import { randomInt } from 'node:crypto';

/** Ids of X: numbers of nineteen digits, in the order of making. */
let made = 0;
export const newId = (): string =>
  `19${String(Date.now())}${String((made = (made + 1) % 10_000)).padStart(4, '0')}`;

/** A person as X describes them. */
export type XUser = { readonly id: string; readonly name: string; readonly username: string };

export type Said = {
  readonly id: string;
  readonly from: XUser;
  readonly to: string;
  readonly text: string;
  readonly at: number;
};

/** The body of one delivery. Several subscriptions give the same event other numbers, also negative ones. */
export const delivery = (userId: string, event_type: string, rest: object): string =>
  JSON.stringify({
    data: {
      event_uuid: String(randomInt(2 ** 40) - 2 ** 39),
      filter: { user_id: userId },
      event_type,
      ...rest,
    },
  });

/** The payload of `dm.received` and `dm.sent`. */
export const directMessage = ({ id, from, to, text, at }: Said): object => ({
  payload: {
    direct_message_events: [
      {
        type: 'message_create',
        id,
        created_timestamp: String(at),
        message_create: {
          target: { recipient_id: to },
          sender_id: from.id,
          message_data: { text, entities: {} },
        },
      },
    ],
    users: { [from.id]: { data: from } },
  },
});

/** The payload of `chat.received`: nothing of what was said can be read. */
export const encryptedMessage = ({ id, from, to, at }: Said): object => ({
  payload: {
    id,
    sender_id: from.id,
    conversation_id: `${from.id}:${to}`,
    created_at_msec: String(at),
    encoded_event: Buffer.from(id).toString('base64'),
  },
});

/** The payload of a post that names the association. */
export const publicPost = ({ id, from, text, at }: Said): object => ({
  payload: { id, author_id: from.id, text, created_at: new Date(at).toISOString(), conversation_id: id },
  includes: { users: [from] },
});
