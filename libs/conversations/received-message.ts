import type { OpenAccount } from '@sila/directory';
import { type Fact, type InboundMessage, onInbound, shownAt, snippetOf } from '@sila/domain';
import type { PreparedAttachment } from './attachment.queries.js';
import type { NewMessage, RowPatch } from './change.queries.js';
import type { FoundContact } from './contact.queries.js';
import type { LockedConversation } from './conversation.queries.js';

/** A message ready to be written: HTML sanitised, carried files stored. */
export interface PreparedMessage {
  readonly message: InboundMessage;
  /** Sanitised. */
  readonly html: string | null;
  readonly attachments: readonly PreparedAttachment[];
  readonly receivedAt: Date;
  readonly eventId: string;
  readonly kind: 'text' | 'unsupported' | 'placeholder';
}

/** What the message changes of its conversation. Automatic mail makes nobody wait. */
export function patchOf(
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
    snippet: snippetOf(snippetText(prepared)),
    snippetDirection: 'in',
    lastMessageAt: now,
    channelAccountId: account.id,
    ...(message.language && !conversation.language ? { language: message.language } : {}),
    ...(message.subject && !conversation.subject ? { subject: message.subject } : {}),
  };
}

/** The message's row. */
export function messageRow(
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
    meta: { ...asObject(message.meta), eventId: prepared.eventId },
  };
}

/** Announced files are to be fetched. */
export function attachmentFacts(prepared: PreparedMessage): Fact[] {
  return prepared.attachments
    .filter((attachment) => attachment.state === 'pending')
    .map(({ id }) => ({ type: 'attachment.announced', stream: id, seq: 0, ids: { attachmentId: id } }));
}

/** What a visitor typed about themselves. */
export function claimsOf(message: InboundMessage): unknown[] {
  const { claims } = asObject(message.meta);
  return Array.isArray(claims) ? claims : [];
}

/** The form of the portal that the message is; null for every other message. */
export function formNameOf(message: InboundMessage): string | null {
  const { name } = asObject(asObject(message.meta)['form']);
  return typeof name === 'string' ? name : null;
}

function snippetText(prepared: PreparedMessage): string {
  const { message } = prepared;
  const visible = message.quotedFrom === null ? message.text : message.text.slice(0, message.quotedFrom);
  return (
    visible.trim() ||
    message.subject ||
    prepared.attachments.map((attachment) => attachment.fileName).join('، ')
  );
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}
