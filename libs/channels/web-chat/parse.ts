import { normaliseEmail, toE164, UNSAID, type ContactKey } from '@sila/domain';
import { z } from 'zod';
import { cutFiles, split } from '../carried-files.js';
import type { Inbound, InboundMessage, InboundReceipt, StoredEvent } from '../channel.js';
import { visitorRequest, type VisitorMessageRequest } from './visitor.request.js';

const anyRequest = z.looseObject({ type: z.string(), visitorId: z.uuid() });
const KNOWN = new Set(['message', 'receipts']);

/** Understands one stored event of a visitor. Throws when the bytes are no request; an unknown kind becomes a visible stub. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const { head, rest } = split(event.request.body);
  const { type, visitorId } = anyRequest.parse(head);
  if (!KNOWN.has(type)) return [unsupported(visitorId, event)];
  const request = visitorRequest.parse(head);
  if (request.type === 'message') return [messageOf(request, rest, event)];
  return [receiptOf(z.uuid().parse(event.pointer), request.status, event)];
}

function messageOf(request: VisitorMessageRequest, rest: Buffer, event: StoredEvent): InboundMessage {
  const { visitorId, clientId, text, name, language } = request;
  return {
    ...emptyMessage(visitorId, event),
    providerId: `${visitorId}:${clientId}`,
    from: {
      kind: 'visitor',
      value: visitorId,
      name: name?.trim() || null,
      assurance: 'asserted',
      aliases: [],
    },
    kind: 'text',
    text,
    language: language ?? null,
    attachments: cutFiles(request.files, rest),
    meta: {
      clientId,
      page: request.page ?? null,
      claims: claimsOf(request.contact ?? '').map((claim) => ({ ...claim })),
    },
  };
}

function unsupported(visitorId: string, event: StoredEvent): InboundMessage {
  return { ...emptyMessage(visitorId, event), kind: 'unsupported' };
}

function emptyMessage(visitorId: string, event: StoredEvent): InboundMessage {
  return {
    ...UNSAID,
    providerId: event.key,
    from: { kind: 'visitor', value: visitorId, name: null, assurance: 'asserted', aliases: [] },
    kind: 'text',
  };
}

/** What the visitor says of themselves: shown as "may be", never a key, never proof (architecture.md §4). */
function claimsOf(contact: string): ContactKey[] {
  const text = contact.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return [{ kind: 'email', value: normaliseEmail(text) }];
  const phone = /\p{L}/u.test(text) ? null : toE164(text);
  return phone ? [{ kind: 'phone', value: phone }] : [];
}

function receiptOf(messageId: string, status: 'delivered' | 'read', event: StoredEvent): InboundReceipt {
  return {
    type: 'receipt',
    providerId: null,
    messageId,
    status,
    errorCode: null,
    errorDetail: null,
    needsTemplate: false,
    deadAddress: null,
    at: event.receivedAt,
  };
}
