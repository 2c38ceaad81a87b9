import { UNSAID } from '@sila/domain';
import type { InboundAttachment, InboundMessage, Sender, StoredEvent } from '../../channel.js';
import { fileNameFor } from '../../file.names.js';
import { field, type Params } from './request.params.js';

/** Kept and shown as a stub with the original behind it: nothing that a provider signed is dropped. */
export function unknownMessage(event: StoredEvent, params: Params): InboundMessage {
  return {
    ...UNSAID,
    providerId: event.key,
    from: unparsedSender(params),
    kind: 'unsupported',
  };
}

/** When it was written, where that is told: by the list of what was missed, not by webhooks. */
export function sentAtOf(params: Params): Date | null {
  const at = new Date(field(params, 'DateSent') ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The sender of something that could not be understood: what Twilio wrote, proving nothing. */
export function unparsedSender(params: Params): Sender {
  const value = field(params, 'From') ?? field(params, 'Caller') ?? 'twilio';
  return { kind: 'unparsed', value, name: field(params, 'ProfileName'), assurance: 'asserted', aliases: [] };
}

/**
 * Twilio announces each file by an address and a type; the bytes are fetched later. At most ten a message. Files have
 * no names there: `origin` begins the ones they are given.
 */
export function attachmentsOf(params: Params, origin: string): InboundAttachment[] {
  const count = Math.min(Number.parseInt(field(params, 'NumMedia') ?? '0', 10) || 0, MOST_MEDIA);
  return Array.from({ length: count }, (_, index) => attachmentAt(params, index, origin)).filter(
    (each) => each !== null,
  );
}

const MOST_MEDIA = 10;

function attachmentAt(params: Params, index: number, origin: string): InboundAttachment | null {
  const url = field(params, `MediaUrl${index}`);
  if (url === null) return null;
  const mediaType = field(params, `MediaContentType${index}`) ?? 'application/octet-stream';
  return {
    fileName: fileNameFor(origin, mediaType, index),
    mediaType,
    size: null,
    contentId: null,
    source: { ref: { url } },
  };
}
