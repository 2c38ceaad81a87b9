import { eventually } from './eventually.js';
import type { TestDatabase } from './postgres.js';

/** What a test did, as the other side saw it: only what was acknowledged counts as promised. */
export interface Played {
  /** Messages of beneficiaries that Sila acknowledged to the provider, for each sender in the order they were sent. */
  readonly inbound: readonly { readonly providerId: string; readonly sender: string }[];
  /** Answers that the API acknowledged: Sila's message ids. */
  readonly answered: readonly { readonly messageId: string; readonly text: string }[];
  /** Answers that the provider took, in the order it took them; every text of a test is used once. */
  readonly taken: readonly { readonly providerId: string; readonly text: string }[];
}

/** What went wrong, each as a line for people; nothing went wrong when all are empty (promises.md §2). */
export interface Audit {
  /** Acknowledged and not there, either way. */
  readonly lost: readonly string[];
  /** There twice, or handed to the provider twice. */
  readonly doubled: readonly string[];
  /** Conversations whose events are not 1, 2, 3 …, or end elsewhere than the conversation says. */
  readonly gaps: readonly string[];
  /** One sender's messages in another order than they were sent. */
  readonly disordered: readonly string[];
  /** Work that nobody finished. */
  readonly unfinished: readonly string[];
}

const UNFINISHED = `
  SELECT 'inbound event ' || id AS what FROM inbound_event WHERE state = 'pending'
  UNION ALL SELECT 'message ' || id FROM message WHERE status IN ('queued', 'sending')
  UNION ALL SELECT 'fact ' || id FROM fact_outbox
  UNION ALL SELECT 'attachment ' || id FROM attachment WHERE state = 'pending' AND message_id IS NOT NULL`;

const GAPS = `
  SELECT 'conversation ' || c.id || ': seq ' || c.seq || ', ' || count(e.seq) || ' events up to ' || coalesce(max(e.seq), 0) AS what
    FROM conversation c LEFT JOIN conversation_event e ON e.conversation_id = c.id
   GROUP BY c.id HAVING count(e.seq) <> c.seq OR coalesce(max(e.seq), 0) <> c.seq`;

const DOUBLED_INBOUND = `
  SELECT provider_id || ' is there ' || count(*) || ' times' AS what FROM message
   WHERE direction = 'in' AND provider_id IS NOT NULL GROUP BY channel_account_id, provider_id HAVING count(*) > 1`;

/** Waits until no work is left, at most `within` milliseconds; the audit names what is left even then. */
export async function untilQuiet(database: TestDatabase, within = 120_000): Promise<void> {
  const nothingLeft = async () => {
    const [row] = await database.query<{ left: string }>(
      `SELECT count(*) AS left FROM (${UNFINISHED}) AS work`,
    );
    if (row?.left !== '0') throw new Error(`${row?.left} pieces of work are left`);
  };
  await eventually(nothingLeft, { within, every: 200 }).catch(() => undefined);
}

/** Compares what was acknowledged and what the provider has with what the database has. */
export async function audit(database: TestDatabase, played: Played): Promise<Audit> {
  const lines = async (text: string) => (await database.query<{ what: string }>(text)).map((row) => row.what);
  const stored = await storedInbound(database);
  return {
    lost: [...lostInbound(played, stored), ...(await lostAnswers(database, played))],
    doubled: [...(await lines(DOUBLED_INBOUND)), ...doubledAnswers(played)],
    gaps: await lines(GAPS),
    disordered: disordered(played, stored),
    unfinished: await unfinished(lines),
  };
}

/** A report of the provider may come in at any moment: unfinished is what nobody finishes within ten seconds. */
async function unfinished(lines: (text: string) => Promise<string[]>): Promise<string[]> {
  let left = await lines(UNFINISHED);
  const none = async () => {
    left = await lines(UNFINISHED);
    if (left.length > 0) throw new Error(`${left.length} pieces of work are left`);
  };
  await eventually(none, { within: 10_000, every: 50 }).catch(() => undefined);
  return left;
}

/** One line for the log, with the seed that plays the same again. */
export function auditLine(found: Audit, seed: number | string): string {
  const counts = Object.entries(found).map(
    ([name, lines]) => `${name} ${(lines as readonly string[]).length}`,
  );
  return `audit: ${counts.join(', ')} (seed ${seed})`;
}

interface Stored {
  readonly conversationId: string;
  readonly seq: number;
}

async function storedInbound(database: TestDatabase): Promise<ReadonlyMap<string, Stored>> {
  const rows = await database.query<Stored & { providerId: string }>(
    `SELECT provider_id AS "providerId", conversation_id AS "conversationId", seq FROM message
      WHERE direction = 'in' AND provider_id IS NOT NULL`,
  );
  return new Map(rows.map((row) => [row.providerId, row]));
}

function lostInbound(played: Played, stored: ReadonlyMap<string, Stored>): string[] {
  const lost = played.inbound.filter((message) => !stored.has(message.providerId));
  return lost.map((message) => `inbound ${message.providerId} of ${message.sender}`);
}

/** An answer is lost when its row is gone, or when it claims to have been sent and the provider never saw it. */
async function lostAnswers(database: TestDatabase, played: Played): Promise<string[]> {
  const rows = await database.query<{ id: string; status: string }>(
    `SELECT id, status FROM message WHERE direction = 'out' AND id = ANY($1::uuid[])`,
    [played.answered.map((answer) => answer.messageId)],
  );
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  const taken = new Set(played.taken.map((one) => one.text));
  return played.answered.flatMap(({ messageId, text }) => {
    const status = statuses.get(messageId);
    if (status === undefined) return [`answer ${messageId} has no row`];
    const claimsSent = ['accepted', 'sent', 'delivered', 'read'].includes(status);
    return claimsSent && !taken.has(text)
      ? [`answer ${messageId} is ${status}, the provider never saw it`]
      : [];
  });
}

function doubledAnswers(played: Played): string[] {
  const seen = new Map<string, number>();
  for (const { text } of played.taken) seen.set(text, (seen.get(text) ?? 0) + 1);
  return [...seen].flatMap(([text, times]) =>
    times > 1 ? [`"${text}" was handed over ${times} times`] : [],
  );
}

function disordered(played: Played, stored: ReadonlyMap<string, Stored>): string[] {
  const last = new Map<string, number>();
  return played.inbound.flatMap(({ providerId, sender }) => {
    const row = stored.get(providerId);
    if (!row) return [];
    const key = `${sender} in ${row.conversationId}`;
    const before = last.get(key) ?? 0;
    last.set(key, Math.max(before, row.seq));
    return row.seq < before ? [`${providerId} of ${key} has seq ${row.seq}, after ${before}`] : [];
  });
}
