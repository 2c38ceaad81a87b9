import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { z } from 'zod';
import type { Json, Polled } from '../../channel.js';
import { eventOf, laneOf, normaliseMessageId, readHeaders } from './headers.js';
import { imapError } from './imap.client.js';

/**
 * Where reading stopped (RFC 3501 §2.3.1.1). `uidValidity` is a decimal string; `since` is the day reading began, when
 * the mail that was there before is not wanted.
 */
export interface Cursor {
  readonly uidValidity: string;
  readonly lastUid: number;
  readonly since: string | null;
}

/** Which folder is read, and whether the mail it holds already counts. */
export interface Folder {
  readonly name: string;
  readonly readExisting: boolean;
  readonly now: Date;
}

type Item = Polled['items'][number];

const cursorShape = z.object({
  uidValidity: z.string(),
  lastUid: z.number().int().min(0),
  since: z.iso.date().nullable().default(null),
});
const MAX_MAIL_BYTES = 40 * 1_048_576;
const MAX_BATCH = 25;
const MAX_BATCH_BYTES = 24 * 1_048_576;
const HEADER_BYTES = 65_536;
const LIST_SPAN = 500;
const DAY_MS = 86_400_000;

/**
 * Fetches the next mails above the cursor, at most 25 and about 24 MiB at a time. A new UIDVALIDITY means that the
 * server renumbered: everything is read again, and the keys make the known ones harmless. Mail beyond 40 MiB comes
 * as its header with a note of its size. The mailbox stays as it is: nothing is deleted or marked.
 */
export async function readMailbox(client: ImapFlow, folder: Folder, stored: Json): Promise<Polled> {
  const lock = await client.getMailboxLock(folder.name, { readOnly: true }).catch((error: unknown) => {
    throw imapError(error);
  });
  try {
    // A folder that stays selected shows new mail only after the server was asked.
    await client.noop();
    const cursor = startAt(client, folder, stored);
    const listed = await listAbove(client, cursor);
    const batch = nextBatch(listed);
    const items: Item[] = [];
    for (const mail of batch) items.push(...(await fetchOne(client, mail)));
    const lastUid = batch.at(-1)?.uid ?? cursor.lastUid;
    return {
      items,
      cursor: { ...cursor, lastUid },
      more: batch.length < listed.length || listed.length >= LIST_SPAN,
    };
  } catch (error) {
    throw imapError(error);
  } finally {
    lock.release();
  }
}

function startAt(client: ImapFlow, folder: Folder, stored: Json): Cursor {
  if (!client.usable || !client.mailbox) throw new Error('the connection was lost');
  const uidValidity = String(client.mailbox.uidValidity);
  const known = cursorShape.safeParse(stored);
  if (!known.success) return firstCursor(folder, uidValidity, client.mailbox.uidNext);
  return known.data.uidValidity === uidValidity ? known.data : { ...known.data, uidValidity, lastUid: 0 };
}

function firstCursor(folder: Folder, uidValidity: string, uidNext: number): Cursor {
  if (folder.readExisting) return { uidValidity, lastUid: 0, since: null };
  const since = new Date(folder.now.getTime() - DAY_MS).toISOString().slice(0, 10);
  return { uidValidity, lastUid: Math.max(0, uidNext - 1), since };
}

/** UIDs and sizes above the cursor, ascending. `n:*` always names the last mail, so smaller ones are dropped. */
async function listAbove(client: ImapFlow, cursor: Cursor): Promise<{ uid: number; size: number }[]> {
  if (!client.mailbox || client.mailbox.exists === 0) return [];
  const { lastUid, since } = cursor;
  const query = { uid: `${lastUid + 1}:*`, ...(since ? { since } : {}) };
  const uids = await client.search(query, { uid: true });
  if (!uids) throw new Error('the server refused to search the mailbox');
  const wanted = uids
    .filter((uid) => uid > lastUid)
    .sort((a, b) => a - b)
    .slice(0, LIST_SPAN);
  if (wanted.length === 0) return [];
  const rows = await client.fetchAll(wanted, { uid: true, size: true }, { uid: true });
  const sizes = new Map(rows.map((row) => [row.uid, row.size ?? 0]));
  return wanted.map((uid) => ({ uid, size: sizes.get(uid) ?? 0 }));
}

function nextBatch(listed: readonly { uid: number; size: number }[]): { uid: number; size: number }[] {
  const batch: { uid: number; size: number }[] = [];
  let bytes = 0;
  for (const mail of listed.slice(0, MAX_BATCH)) {
    bytes += Math.min(mail.size, MAX_MAIL_BYTES);
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break;
    batch.push(mail);
  }
  return batch;
}

/** Nothing comes back for a mail that somebody deleted meanwhile. A mail without a stated size is read up to the limit. */
async function fetchOne(client: ImapFlow, mail: { uid: number; size: number }): Promise<Item[]> {
  const fits = mail.size > 0 && mail.size <= MAX_MAIL_BYTES;
  const maxLength = mail.size > 0 ? HEADER_BYTES : MAX_MAIL_BYTES + 1;
  const query = { uid: true, source: fits ? true : { start: 0, maxLength } };
  const fetched = await client.fetchOne(String(mail.uid), query, { uid: true });
  if (!client.usable) throw new Error('the connection was lost');
  if (!fetched || !fetched.source) return [];
  const body = fetched.source;
  const oversize = mail.size > MAX_MAIL_BYTES || body.length > MAX_MAIL_BYTES;
  if (!oversize) return [{ event: eventOf(body), body }];
  return [oversizeItem(body.subarray(0, HEADER_BYTES), Math.max(mail.size, body.length))];
}

function oversizeItem(body: Buffer, size: number): Item {
  const headers = readHeaders(body);
  const sha = createHash('sha256').update(body).update(String(size)).digest('hex');
  const id = normaliseMessageId(headers.first('message-id'))?.slice(0, 250) ?? '';
  const event = {
    key: `${id}${sha}`,
    accountRef: null,
    lane: laneOf(headers, sha),
    pointer: { oversize: size },
  };
  return { event, body };
}
