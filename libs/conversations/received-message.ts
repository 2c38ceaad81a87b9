import type { OpenAccount } from '@sila/directory';
import {
  CALLED,
  type Fact,
  type InboundMessage,
  onInbound,
  shownAt,
  snippetFor,
  type Visit,
} from '@sila/domain';
import { newId } from '@sila/platform';
import type { PreparedAttachment } from './attachment.queries.js';
import type { Change, NewMessage, RowPatch } from './change.js';
import type { FoundContact } from './contact.queries.js';
import type { LockedConversation } from './conversation.queries.js';
import { scannedFact } from './letter.queries.js';

/** A message ready to be written: HTML sanitised, carried files stored. */
export interface PreparedMessage {
  readonly message: InboundMessage;
  /** Sanitised. */
  readonly html: string | null;
  readonly attachments: readonly PreparedAttachment[];
  readonly receivedAt: Date;
  readonly eventId: string;
  readonly kind: 'text' | 'unsupported' | 'placeholder' | 'call';
  /** The queue that the person chose; no rule decides then. */
  readonly queueId?: string | null;
}

/** A message as it is written: the change that takes it in, and what its files need. */
export interface Appended {
  readonly change: Change & { readonly message: NewMessage };
  readonly account: OpenAccount;
  readonly prepared: PreparedMessage;
}

/** What it means that a message comes to a conversation. */
export function append(
  account: OpenAccount,
  conversation: LockedConversation,
  prepared: PreparedMessage,
  contact: FoundContact,
  now: Date,
): Appended {
  const { message } = prepared;
  const id = newId();
  const change = {
    conversationId: conversation.id,
    patch: patchOf(conversation, prepared, account, now),
    event: { type: 'message', at: now },
    message: messageRow(id, prepared, account, contact, now),
    facts: [
      ...waitingFact(conversation),
      ...attachmentFacts(prepared.attachments),
      ...(isScan(account, prepared) ? [scannedFact(id)] : []),
    ],
    heardFrom: {
      identityId: contact.identityId,
      accountId: account.id,
      name: message.from.name,
      claims: claimsOf(message),
    },
    figures: { channel: account.channel.name, arrivals: 1 },
  };
  return { change, account, prepared };
}

/** What the message changes of its conversation. Automatic mail makes nobody wait. */
function patchOf(
  conversation: LockedConversation,
  prepared: PreparedMessage,
  account: OpenAccount,
  now: Date,
): RowPatch {
  const { message } = prepared;
  const nobodyWaits = message.automatic && !conversation.waitingSince;
  return {
    ...onInbound(conversation, now),
    ...(nobodyWaits ? { waitingSince: null } : {}),
    ...(prepared.kind === 'call' ? CALLED : snippetFor({ ...message, files: prepared.attachments })),
    snippetDirection: 'in',
    lastMessageAt: now,
    channelAccountId: account.id,
    language: conversation.language ?? message.language,
    subject: conversation.subject ?? message.subject,
    ...(prepared.queueId && !conversation.assigneeId ? { queueId: prepared.queueId } : {}),
  };
}

/** The message's row. */
function messageRow(
  id: string,
  prepared: PreparedMessage,
  account: OpenAccount,
  contact: FoundContact,
  now: Date,
): NewMessage {
  const { message } = prepared;
  return {
    id,
    direction: 'in',
    kind: prepared.kind,
    text: message.text,
    html: prepared.html,
    subject: message.subject,
    quotedFrom: message.quotedFrom,
    shownAt: shownAt(message.sentAt, prepared.receivedAt),
    sentAt: message.sentAt,
    createdAt: now,
    channelAccountId: account.id,
    identityId: contact.identityId,
    addressKind: message.from.kind,
    address: message.from.value,
    status: 'received',
    providerId: message.providerId,
    automatic: message.automatic,
    content: message.content,
    quotedProviderId: message.quotes,
    meta: { ...asObject(message.meta), eventId: prepared.eventId },
  };
}

/** A letter on paper, whose words come when it was read. */
export function isScan(account: OpenAccount, { attachments }: PreparedMessage): boolean {
  return account.capabilities.paper && attachments.length > 0;
}

/** Announced files are to be fetched. */
export function attachmentFacts(attachments: readonly PreparedAttachment[]): Fact[] {
  return attachments
    .filter((attachment) => attachment.state === 'pending')
    .map(({ id }) => ({ type: 'attachment.announced', stream: id, seq: 0, ids: { attachmentId: id } }));
}

/** Somebody must take it when nobody owns it. */
export function waitingFact(conversation: LockedConversation): Fact[] {
  if (conversation.assigneeId) return [];
  const { id, queueId } = conversation;
  return [{ type: 'conversation.waiting', stream: id, seq: 0, ids: { conversationId: id, queueId } }];
}

/** What a visitor typed about themselves. */
function claimsOf(message: InboundMessage): unknown[] {
  const { claims } = asObject(message.meta);
  return Array.isArray(claims) ? claims : [];
}

/** The form of the portal that the message is; null for every other message. */
export function formNameOf(message: InboundMessage): string | null {
  const { name } = asObject(asObject(message.meta)['form']);
  return typeof name === 'string' ? name : null;
}

/** The visit that the desk entered with the message; null for every other message. */
export function visitOf(account: OpenAccount, { message }: PreparedMessage): Visit | null {
  if (!account.capabilities.inPerson || message.kind !== 'text') return null;
  return asObject(message.meta)['visit'] as Visit;
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}
