import type { Inbound, InboundMessage, StoredEvent } from '../channel.js';
import { descriptionOf } from './scan.request.js';

/**
 * Understands one stored scan: a message without words whose file is the scan. The words come later, when it was read.
 * Who wrote it is not known yet, so the letter itself is the address until somebody confirms the sender.
 */
export function parseScan(event: StoredEvent): Inbound[] {
  const { kind, fileName, mediaType, answers } = descriptionOf(event);
  const scan: InboundMessage = {
    ...unknownLetter(event),
    references: answers ? [{ kind: 'conversation', id: answers.conversationId }] : [],
  };
  const { body } = event.request;
  const file = { fileName, mediaType, size: body.length, contentId: null, source: { bytes: body } };
  if (kind === 'mail') return [{ ...scan, kind: 'unsupported', attachments: [file] }];
  return [kind === 'scan' ? { ...scan, attachments: [file] } : { ...scan, kind: 'unsupported' }];
}

/** What the sender of a letter is called until somebody confirms who it is; never printed. */
export const UNKNOWN_SENDER = 'مرسِل خطاب لم يُعرف بعد';

function unknownLetter(event: StoredEvent): InboundMessage {
  return {
    type: 'message',
    providerId: event.key,
    from: { kind: 'paper', value: event.lane, name: UNKNOWN_SENDER, assurance: 'asserted', aliases: [] },
    kind: 'text',
    text: '',
    html: null,
    subject: null,
    quotedFrom: null,
    sentAt: null,
    references: [],
    automatic: false,
    language: null,
    attachments: [],
    content: null,
    quotes: null,
    meta: {},
  };
}
