import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Polled, RawEvent, RawRequest, StoredEvent } from '../channel.js';
import type { HandedInScan } from '../paper.js';

/** Largest scan that is taken in, in bytes: about forty pages of a good scanner. */
export const LARGEST_SCAN = 25 * 1024 * 1024;

const answers = z.object({ conversationId: z.uuid(), address: z.string().min(1).max(200) });
const described = z.object({
  kind: z.string(),
  fileName: z.string().max(400),
  mediaType: z.string().max(200),
  answers: answers.nullable(),
});

/** How a scan is stored: its bytes as they are, what the desk said of it beside them. */
export function storedScan(scan: HandedInScan): {
  readonly request: RawRequest;
  readonly events: readonly [RawEvent];
} {
  const { bytes, fileName, mediaType, answers: answered } = scan;
  const key = `scan:${createHash('sha256').update(bytes).digest('hex')}`;
  const description = JSON.stringify({ kind: 'scan', fileName, mediaType, answers: answered });
  return {
    request: { method: 'SCAN', url: '', headers: { 'x-scan': description }, body: bytes },
    events: [{ key, accountRef: null, lane: answered?.address ?? key, pointer: null }],
  };
}

/** A scan that came without the desk, as polling gives it: stored like one that was handed in. */
export function scanItem(scan: HandedInScan): Polled['items'][number] {
  const {
    request: { headers, body },
    events: [event],
  } = storedScan(scan);
  return { event, headers, body };
}

/** A mail from a scanner that could not be taken apart: it is shown as what it is. */
export function wholeMailItem(mail: Buffer, digest: string): Polled['items'][number] {
  const key = `mail:${digest}`;
  const description = { kind: 'mail', fileName: 'mail.eml', mediaType: 'message/rfc822', answers: null };
  return {
    event: { key, accountRef: null, lane: key, pointer: null },
    headers: { 'x-scan': JSON.stringify(description) },
    body: mail,
  };
}

/** What the desk said of a stored scan. Throws when it is none. */
export function descriptionOf(event: StoredEvent): z.output<typeof described> {
  return described.parse(JSON.parse(event.request.headers['x-scan'] ?? 'null'));
}
