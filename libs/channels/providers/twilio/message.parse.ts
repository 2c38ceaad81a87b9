import type { InboundAttachment, InboundMessage, Sender, StoredEvent } from '../../channel.js';
import { field, type Params } from './request.params.js';

/** What a message that comes through Twilio never has. */
export const NEVER = {
  type: 'message',
  html: null,
  subject: null,
  quotedFrom: null,
  sentAt: null,
  automatic: false,
  content: null,
  quotes: null,
} as const;

/** Kept and shown as a stub with the original behind it: nothing that a provider signed is dropped. */
export function unknownMessage(event: StoredEvent, params: Params): InboundMessage {
  return {
    ...NEVER,
    providerId: event.key,
    from: unparsedSender(params),
    kind: 'unsupported',
    text: '',
    references: [],
    language: null,
    attachments: [],
    meta: {},
  };
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
    fileName: `${origin}-${fileNameOf(mediaType, index)}`,
    mediaType,
    size: null,
    contentId: null,
    source: { ref: { url } },
  };
}

/** A name that sorts and tells the kind of file. */
function fileNameOf(mediaType: string, index: number): string {
  const [top = 'file', sub = ''] = (mediaType.split(';')[0] ?? '').toLowerCase().split('/');
  const extension = EXTENSIONS[sub] ?? (/^[a-z0-9]{2,5}$/.test(sub) ? sub : 'bin');
  const stem = top === 'application' || top === 'text' ? 'document' : top;
  return `${stem}-${index + 1}.${extension}`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  plain: 'txt',
  mpeg: 'mp3',
  quicktime: 'mov',
  'vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  msword: 'doc',
  'vnd.ms-excel': 'xls',
  'x-vcard': 'vcf',
  vcard: 'vcf',
};
