import { HAND_OVER_STATES, OFFICER_WISHES, TICKET_STATES } from '@sila/domain';
import { z } from 'zod';
import { channelRef, id, instant, limit, pageOf, person, snippetKind } from './common.js';
import { contactView } from './contacts.js';
import { contactClaim, messageView } from './messages.js';

export const VIEWS = ['mine', 'unassigned', 'all', 'closed'] as const;
/** The lists of the inbox. */
export type View = (typeof VIEWS)[number];

/** `GET /api/conversations` */
export const listConversations = z.strictObject({
  view: z.enum(VIEWS).default('mine'),
  queue: id.optional(),
  /** Finds by name, number, address or words of the messages, folded for Arabic. */
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(400).optional(),
  limit: limit(30, 100),
});
export type ListConversations = z.output<typeof listConversations>;

/** Why a conversation is where it is: a code for the words, and what fills them. */
export const reason = z
  .object({
    code: z.string(),
    rule: z.string().optional(),
    load: z.number().optional(),
    /** Of the routing settings that a rule's decision was made by. */
    version: z.number().int().optional(),
    text: z.string().optional(),
  })
  .meta({ id: 'Reason' });
export type Reason = z.output<typeof reason>;

/** The ticket of somebody who came to the desk. */
export const ticketBrief = z
  .object({
    id,
    /** As it is called. */
    label: z.string(),
    state: z.enum(TICKET_STATES),
    stateAt: instant,
    wish: z.enum(OFFICER_WISHES),
    counter: z.number().int().nullable(),
    /** How often it was called. */
    calls: z.number().int(),
    accountId: id,
  })
  .meta({ id: 'TicketBrief' });
export type TicketBrief = z.output<typeof ticketBrief>;

/** A conversation that somebody offered to a colleague. */
export const handOver = z
  .object({
    id,
    from: person,
    to: person,
    reason: z.string(),
    state: z.enum(HAND_OVER_STATES),
    declineReason: z.string().nullable(),
    at: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.output<typeof handOver>;

/** One row of the inbox. */
export const conversationItem = z
  .object({
    id,
    /** The short number people use. */
    number: z.number().int(),
    contact: person,
    channel: channelRef,
    queueId: id,
    assignee: person.nullable(),
    status: z.enum(['open', 'closed']),
    priority: z.number().int(),
    subject: z.string().nullable(),
    snippet: z.string(),
    snippetKind,
    snippetDirection: z.enum(['in', 'out', 'note', 'notice']),
    lastMessageAt: instant,
    /** Since when the person waits for an answer; null when they don't. */
    waitingSince: instant.nullable(),
    /** Until when they were promised an answer, and from when it is at risk; null without a promise. */
    answerDue: z.object({ warnAt: instant, dueAt: instant }).nullable(),
    reason: reason.nullable(),
    seq: z.number().int(),
    /** The fence: assign, claim and close carry it. */
    version: z.number().int(),
    /** Highest seq this officer has seen. */
    readSeq: z.number().int(),
    /** Messages of the person above readSeq, counted up to 99. */
    unread: z.number().int(),
    following: z.boolean(),
    /** Of the person's newest visit about this conversation. */
    ticket: ticketBrief.nullable(),
    /** The offer to a colleague that waits for their answer. */
    offer: handOver.nullable(),
    closedAt: instant.nullable(),
    closeOutcome: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'ConversationItem' });
export type ConversationItem = z.output<typeof conversationItem>;

export const conversationPage = pageOf(conversationItem).meta({ id: 'ConversationPage' });
export type ConversationPage = z.output<typeof conversationPage>;

/** A way to answer this person now, or the reason why it is closed. */
export const replyOption = z
  .object({
    channel: channelRef,
    /** Null where nobody has written to the address yet: `claim` then names it. */
    identityId: id.nullable(),
    /** Set when the person gave the address of themselves and wrote by another way. */
    claim: contactClaim.nullable(),
    address: z.string(),
    /** True for the way the person wrote last. */
    preferred: z.boolean(),
    canSend: z.boolean(),
    blockedBy: z
      .enum(['window-closed', 'unreachable', 'account-disabled', 'channel-inbound-only'])
      .nullable(),
    windowEndsAt: instant.nullable(),
    maxLength: z.number().int(),
    /** True when a longer text goes as several messages. */
    splits: z.boolean(),
    /** How texts are cut and paid for on their way; null where a message is one. */
    segments: z.enum(['sms']).nullable(),
    /** False when the person can't answer this way. */
    answerable: z.boolean(),
    undoSeconds: z.number().int(),
    /** True when the answer is printed: it can be looked at before. */
    paper: z.boolean(),
    attachments: z.object({ maxBytes: z.number().int(), maxCount: z.number().int(), outbound: z.boolean() }),
    receipts: z.object({ delivered: z.boolean(), read: z.boolean() }),
    /** Templates that may be sent when the window is closed. */
    templates: z.array(
      z.object({ id: z.string(), name: z.string(), body: z.string(), variables: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'ReplyOption' });
export type ReplyOption = z.output<typeof replyOption>;

/** A line on which the person can be called now, or the reason why not. */
export const callOption = z
  .object({
    channel: channelRef,
    /** The number that would be called; empty when there is none. */
    address: z.string(),
    blockedBy: z.enum(['no-number', 'busy']).nullable(),
  })
  .meta({ id: 'CallOption' });
export type CallOption = z.output<typeof callOption>;

/** `GET /api/conversations/:id` */
export const conversationDetail = conversationItem
  .extend({
    queue: z.object({ id, nameAr: z.string(), nameEn: z.string() }),
    contactDetail: contactView,
    replyOptions: z.array(replyOption),
    /** One for each line; empty where the association has no telephone. */
    callOptions: z.array(callOption),
    followers: z.array(person),
    mayBelongTo: z.object({ id, number: z.number().int() }).nullable(),
    assignments: z.array(
      z.object({
        at: instant,
        by: person.nullable(),
        assignee: person.nullable(),
        queueId: id,
        reason: reason.nullable(),
        /** The decision of routing behind it, among `GET /api/conversations/:id/decisions`. */
        decisionId: id.nullable(),
      }),
    ),
    /** Every offer to a colleague, also the one that waits. */
    handOvers: z.array(handOver),
    draft: z.object({ kind: z.enum(['reply', 'note']), text: z.string(), updatedAt: instant }).nullable(),
    may: z.array(z.enum(['reply', 'note', 'assign', 'claim', 'close', 'reopen'])),
  })
  .meta({ id: 'ConversationDetail' });
export type ConversationDetail = z.output<typeof conversationDetail>;

/** `PUT /api/conversations/:id/read` */
export const markRead = z.strictObject({ seq: z.number().int().min(0) }).meta({ id: 'MarkRead' });

/** `PUT /api/conversations/:id/draft`; an empty text deletes the draft. */
export const saveDraft = z
  .strictObject({ kind: z.enum(['reply', 'note']), text: z.string().max(20_000) })
  .meta({ id: 'SaveDraft' });
export type SaveDraft = z.output<typeof saveDraft>;

/** `PUT /api/conversations/:id/officer`: who looks after the person; null nobody. */
export const nameOfficer = z.strictObject({ staffId: id.nullable() }).meta({ id: 'NameOfficer' });
export type NameOfficer = z.output<typeof nameOfficer>;

/** `GET /api/conversations/:id/events` */
export const listEvents = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: limit(200, 500),
});

export const EVENT_TYPES = [
  'message',
  'status',
  'attachment',
  'assigned',
  'closed',
  'reopened',
  'cancelled',
  'contact-merged',
  'reaction',
  'edited',
  'deleted',
  'identity-changed',
  'contact-parted',
  'address-moved',
  'letter',
  'call',
  'ticket',
  'escalated',
  'prioritised',
  'officer-named',
  'hand-over',
] as const;

/** One change of a conversation, gap-free by seq. */
export const conversationEvent = z
  .object({
    conversationId: id,
    seq: z.number().int(),
    type: z.enum(EVENT_TYPES),
    at: instant,
    by: person.nullable(),
    /** The message that came or changed, as it stands now. */
    message: messageView.nullable(),
    /** Owner, queue, reason, outcome: what the type needs. */
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ConversationEvent' });
export type ConversationEvent = z.output<typeof conversationEvent>;

export const eventPage = z
  .object({ events: z.array(conversationEvent), seq: z.number().int(), more: z.boolean() })
  .meta({ id: 'EventPage' });
export type EventPage = z.output<typeof eventPage>;
