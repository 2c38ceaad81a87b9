import { languageOf, UNSAID } from '@sila/domain';
import type {
  Inbound,
  InboundEcho,
  InboundMessage,
  Json,
  MessageContent,
  Sender,
  StoredEvent,
} from '../channel.js';
import {
  chatMessage,
  directMessages,
  isReplayReport,
  nameIn,
  publicPost,
  readEnvelope,
  type DirectMessage,
  type XEvent,
} from './event.envelope.js';
import { kindOf, partnerOf } from './webhook.events.js';

/** Understands one event of X. Pure. Source: docs.x.com, "X Activity API event payloads". */
export function parseEvent(stored: StoredEvent): Inbound[] {
  const event = readEnvelope(stored.request.body);
  if (event === null)
    return [
      isReplayReport(stored.request.body)
        ? { type: 'ignored', reason: 'a replay ended' }
        : unknownMessage(stored),
    ];
  const kind = kindOf(event);
  if (kind === 'signal') return [{ type: 'ignored', reason: event.event_type }];
  if (kind === 'revoke')
    return [{ type: 'trouble', reason: 'X says that the access was withdrawn: connect again' }];
  return [understood(event, stored) ?? unknownMessage(stored)];
}

function understood(event: XEvent, stored: StoredEvent): Inbound | null {
  const kind = kindOf(event);
  if (kind === 'direct-message') return parseDirectMessage(event, stored.pointer);
  if (kind === 'chat') return parseChat(event);
  return kind === 'post' ? parsePost(event, stored.accountRef) : null;
}

function parseDirectMessage(event: XEvent, pointer: Json): Inbound | null {
  const messages = directMessages.safeParse(event.payload).data?.direct_message_events ?? [];
  const message = typeof pointer === 'number' ? messages[pointer] : undefined;
  if (!message) return null;
  return event.event_type === 'dm.sent' ? echoOf(message) : receivedMessage(event, message);
}

function receivedMessage(event: XEvent, message: DirectMessage): InboundMessage {
  const { sender_id: sender, message_data: data } = message.message_create;
  const content = data.attachment === undefined ? null : readableAt(sender);
  return {
    ...UNSAID,
    providerId: message.id,
    from: personOf(event, sender),
    kind: data.text === '' && content === null ? 'unsupported' : 'text',
    text: data.text,
    sentAt: timeOf(message.created_timestamp),
    language: languageOf(data.text),
    content,
  };
}

/** Our own answers come back like those a colleague wrote in the app; known ids are not shown twice. */
function echoOf({
  id,
  created_timestamp,
  message_create: { target, message_data },
}: DirectMessage): InboundEcho {
  return {
    type: 'echo',
    providerId: id,
    messageId: null,
    to: { kind: 'x-user', value: target.recipient_id },
    text: message_data.text,
    sentAt: timeOf(created_timestamp),
    attachments: [],
    content: message_data.attachment === undefined ? null : readableAt(target.recipient_id),
  };
}

/** Encrypted end to end: that somebody wrote is shown, with the way to where it can be read. */
function parseChat(event: XEvent): Inbound | null {
  const chat = chatMessage.safeParse(event.payload).data;
  if (!chat) return null;
  const sentAt = timeOf(chat.created_at_msec);
  if (event.event_type === 'chat.sent') {
    const to = { kind: 'x-user', value: partnerOf(chat) } as const;
    const content = readableAt(to.value);
    return {
      type: 'echo',
      providerId: chat.id,
      messageId: null,
      to,
      text: '',
      sentAt,
      attachments: [],
      content,
    };
  }
  const content = readableAt(chat.sender_id);
  return {
    ...UNSAID,
    providerId: chat.id,
    from: personOf(event, chat.sender_id),
    kind: 'text',
    sentAt,
    content,
  };
}

/** A public post. What is answered goes by direct message: a public answer would tell the world whom we help. */
function parsePost(event: XEvent, ourId: string | null): Inbound | null {
  const post = publicPost.safeParse(event.payload).data;
  if (!post) return null;
  if (post.author_id === ourId) return { type: 'ignored', reason: 'a post of our own' };
  return {
    ...UNSAID,
    providerId: post.id,
    from: personOf(event, post.author_id),
    kind: post.text === '' ? 'unsupported' : 'text',
    text: post.text,
    sentAt: post.created_at === undefined ? null : timeOf(String(Date.parse(post.created_at))),
    language: languageOf(post.text),
    content: { type: 'post', url: `https://x.com/i/status/${post.id}` },
  };
}

/** Kept and shown as a stub with the original behind it: nothing that X signed is dropped. */
function unknownMessage(stored: StoredEvent): InboundMessage {
  const from = {
    kind: 'unparsed',
    value: stored.lane,
    name: null,
    assurance: 'asserted',
    aliases: [],
  } as const;
  return { ...UNSAID, providerId: stored.key, from, kind: 'unsupported' };
}

/** X vouches for its own accounts. */
function personOf(event: XEvent, id: string): Sender {
  return { kind: 'x-user', value: id, name: nameIn(event, id), assurance: 'verified', aliases: [] };
}

/** Milliseconds since the epoch, written as a text. */
function timeOf(text: string | undefined): Date | null {
  const ms = Number(text ?? Number.NaN);
  return Number.isFinite(ms) ? new Date(ms) : null;
}

/** Where an officer reads what we can't: the conversation with this person in X itself. */
function readableAt(userId: string): MessageContent {
  return {
    type: 'elsewhere',
    url: `https://x.com/messages/compose?recipient_id=${encodeURIComponent(userId)}`,
  };
}
