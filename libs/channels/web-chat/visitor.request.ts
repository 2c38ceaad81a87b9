import { z } from 'zod';
import { frame } from '../carried-files.js';
import type { RawEvent, RawRequest } from '../channel.js';

/** Largest file a visitor may send, in bytes, and how many go with one message. */
export const LARGEST_FILE = 10 * 1024 * 1024;
export const MOST_FILES = 5;
/** Longest text of one message, in UTF-16 code units. */
export const LONGEST_TEXT = 10_000;

const uuid = z.uuid();
const file = z.object({
  fileName: z.string().max(400),
  mediaType: z.string().max(200),
  size: z.number().int().min(0).max(LARGEST_FILE),
});

const message = z.object({
  type: z.literal('message'),
  visitorId: uuid,
  clientId: uuid,
  text: z.string().max(LONGEST_TEXT),
  files: z.array(file).max(MOST_FILES).default([]),
  name: z.string().max(120).nullish(),
  contact: z.string().max(200).nullish(),
  page: z.string().max(500).nullish(),
  language: z.enum(['ar', 'en']).nullish(),
});
const receipts = z.object({
  type: z.literal('receipts'),
  visitorId: uuid,
  messageIds: z.array(uuid).min(1).max(100),
  status: z.enum(['delivered', 'read']),
});

/** What a visitor's browser said, as it is stored: one line of JSON, then the bytes of the files it lists. */
export const visitorRequest = z.discriminatedUnion('type', [message, receipts]);
export type VisitorRequest = z.output<typeof visitorRequest>;
export type VisitorMessageRequest = Extract<VisitorRequest, { type: 'message' }>;

const METHOD = 'WIDGET';

/** Puts a visitor's words into the form that intake stores; `bytes` are those of `files`, in their order. */
export function storedRequest(request: VisitorRequest, bytes: readonly Buffer[] = []): RawRequest {
  return { method: METHOD, url: '', headers: {}, body: frame(request, bytes) };
}

/** The separate things a visitor said. Their lane is the visitor, their keys are scoped to them (promises.md I-2). */
export function eventsOf(request: VisitorRequest): RawEvent[] {
  const { visitorId } = request;
  if (request.type === 'message')
    return [{ key: `m:${visitorId}:${request.clientId}`, accountRef: null, lane: visitorId, pointer: null }];
  return [...new Set(request.messageIds)].map((messageId) => ({
    key: `r:${visitorId}:${messageId}:${request.status}`,
    accountRef: null,
    lane: visitorId,
    pointer: messageId,
  }));
}
