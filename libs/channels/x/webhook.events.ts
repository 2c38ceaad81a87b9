import { createHash } from 'node:crypto';
import type { RawEvent, RawRequest } from '../channel.js';
import { chatMessage, directMessages, publicPost, readEnvelope, type XEvent } from './event.envelope.js';

/** What an event of X is about. */
export type EventKind = 'direct-message' | 'chat' | 'post' | 'revoke' | 'signal' | 'unknown';

const KINDS: ReadonlyMap<string, EventKind> = new Map([
  ['dm.received', 'direct-message'],
  ['dm.sent', 'direct-message'],
  ['chat.received', 'chat'],
  ['chat.sent', 'chat'],
  ['post.mention.create', 'post'],
  ['post.reply.create', 'post'],
  ['post.quote.create', 'post'],
  ['oauth.revoke', 'revoke'],
  ['dm.read', 'signal'],
  ['dm.indicate_typing', 'signal'],
  ['chat.conversation_join', 'signal'],
]);

export function kindOf(event: XEvent | null): EventKind {
  return (event && KINDS.get(event.event_type)) ?? 'unknown';
}

/**
 * The messages of a request, or the request itself. A subscription to mentions and one to replies tell of the same post, and
 * several of them of the same message: what X calls the message stands in the key, its own number of the delivery does not.
 */
export function eventsOf(request: RawRequest): RawEvent[] {
  const event = readEnvelope(request.body);
  const accountRef = event?.filter?.user_id ?? null;
  const messages = event && kindOf(event) === 'direct-message' ? messageEvents(event) : [];
  if (messages.length > 0) return messages.map((each) => ({ ...each, accountRef }));
  return [{ key: keyOf(request, event), accountRef, lane: laneOf(event), pointer: null }];
}

function messageEvents(event: XEvent): Omit<RawEvent, 'accountRef'>[] {
  const read = directMessages.safeParse(event.payload).data;
  const isOurs = event.event_type === 'dm.sent';
  return (read?.direct_message_events ?? []).map(({ id, message_create: { sender_id, target } }, index) => ({
    key: `dm:${id}`,
    lane: isOurs ? target.recipient_id : sender_id,
    pointer: index,
  }));
}

function keyOf(request: RawRequest, event: XEvent | null): string {
  const chat = kindOf(event) === 'chat' ? chatMessage.safeParse(event?.payload).data : undefined;
  if (chat) return `chat:${chat.id}`;
  const post = kindOf(event) === 'post' ? publicPost.safeParse(event?.payload).data : undefined;
  if (post) return `post:${post.id}`;
  if (event?.event_uuid !== undefined) return `event:${event.event_uuid}`;
  return `sha256:${createHash('sha256').update(request.body).digest('hex').slice(0, 40)}`;
}

/** The person's id; what belongs to nobody shares a lane. */
function laneOf(event: XEvent | null): string {
  const chat = chatMessage.safeParse(event?.payload).data;
  if (chat) return event?.event_type === 'chat.sent' ? partnerOf(chat) : chat.sender_id;
  return publicPost.safeParse(event?.payload).data?.author_id ?? 'unparsed:x';
}

/** Whom an encrypted message of ours went to: the other one of the two in the conversation's id. */
export function partnerOf(chat: { readonly sender_id: string; readonly conversation_id: string }): string {
  return chat.conversation_id.split(/[:-]/).find((id) => id !== chat.sender_id) ?? chat.sender_id;
}
