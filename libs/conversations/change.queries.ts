import type { Sql } from '@sila/database';
import {
  type Fact,
  foldForSearch,
  type MessageStatus,
  normaliseJson,
  normaliseText,
  type IdentityKind,
} from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { newId } from '@sila/platform';

/** Columns of `conversation` that a change may set. */
const PATCHABLE = {
  status: 'status',
  queueId: 'queue_id',
  assigneeId: 'assignee_id',
  priority: 'priority',
  waitingSince: 'waiting_since',
  firstResponseAt: 'first_response_at',
  closedAt: 'closed_at',
  closeOutcome: 'close_outcome',
  snippet: 'snippet',
  snippetDirection: 'snippet_direction',
  lastMessageAt: 'last_message_at',
  channelAccountId: 'channel_account_id',
  language: 'language',
  subject: 'subject',
  reason: 'reason',
  lastOfficerId: 'last_officer_id',
} as const;
export type PatchKey = keyof typeof PATCHABLE;
export type RowPatch = { readonly [Key in PatchKey]?: unknown };

/** A message to be written with the change. */
export interface NewMessage {
  readonly id: string;
  readonly direction: 'in' | 'out' | 'note' | 'notice';
  readonly kind?: 'text' | 'unsupported' | 'placeholder';
  readonly text: string;
  readonly html?: string | null;
  readonly subject?: string | null;
  readonly quotedFrom?: number | null;
  readonly shownAt: Date;
  readonly sentAt?: Date | null;
  readonly createdAt: Date;
  readonly channelAccountId?: string | null;
  readonly identityId?: string | null;
  readonly addressKind?: IdentityKind | null;
  readonly address?: string | null;
  readonly authorId?: string | null;
  readonly status: MessageStatus;
  readonly providerId?: string | null;
  readonly clientScope?: string | null;
  readonly clientId?: string | null;
  readonly laneId?: string | null;
  readonly sendAt?: Date | null;
  readonly template?: unknown;
  readonly automatic?: boolean;
  readonly meta?: unknown;
}

/** Who wrote, by which account; what they typed of themselves is kept as a claim. */
export interface HeardFrom {
  readonly identityId: string;
  readonly accountId: string;
  readonly name: string | null;
  readonly claims: readonly unknown[];
}

/** One change of one conversation: it takes the next seq, one event row, perhaps a message, and its facts. */
export interface Change {
  readonly conversationId: string;
  readonly patch: RowPatch;
  /** Set for assign, claim and close: the change happens only at this version, and the version grows. */
  readonly version?: number;
  readonly event: {
    readonly type: string;
    readonly at: Date;
    readonly byId?: string | null;
    readonly messageId?: string | null;
    readonly data?: Readonly<Record<string, unknown>>;
  };
  readonly message?: NewMessage;
  /** Facts beside `conversation.changed`, which every change has. */
  readonly facts?: readonly Fact[];
  /** The person wrote: opens the messaging window of this address, and says the account is alive. */
  readonly heardFrom?: HeardFrom;
  /** Counts into the queue's figures. */
  readonly figures?: { readonly channel: string; readonly arrivals: number; readonly answers: number };
}

export interface Changed {
  readonly seq: number;
  readonly version: number;
  readonly queueId: string;
  readonly assigneeId: string | null;
  readonly facts: readonly StoredFact[];
}

/** The parameters of one statement, numbered as they are added. */
class Params {
  readonly values: unknown[] = [];

  add(value: unknown, cast = ''): string {
    this.values.push(value);
    return `$${this.values.length}${cast}`;
  }
}

/**
 * Writes a change in one statement and gives the new seq; null when `version` is old. The conversation's row is locked to the
 * commit, so seq order is commit order and has no gaps (promises.md Q).
 */
export async function applyChange(sql: Sql, change: Change): Promise<Changed | null> {
  const params = new Params();
  const parts = [
    `c AS (${updateOf(change, params)})`,
    ...(change.message ? [`m AS (${messageOf(change.message, params)})`] : []),
    `e AS (${eventOf(change, params)})`,
    ...(change.figures ? [`d AS (${figuresOf(change.figures, change.event.at, params)})`] : []),
    ...(change.heardFrom ? heardFromParts(change.heardFrom, change.event.at, params) : []),
    `f AS (${factsOf(change, params)})`,
  ];
  const text = `WITH ${parts.join(',\n')}
    SELECT c.seq, c.version, c.queue_id AS "queueId", c.assignee_id AS "assigneeId",
           (SELECT coalesce(json_agg(json_build_object('id', f.id::text, 'type', f.type, 'stream', f.stream, 'seq', f.seq, 'ids', f.ids) ORDER BY f.id), '[]') FROM f) AS facts
    FROM c`;
  const rows = await sql.query<Changed & { [column: string]: unknown }>(text, params.values);
  return rows[0] ?? null;
}

function updateOf(change: Change, params: Params): string {
  const sets = Object.entries(change.patch).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const column = PATCHABLE[key as PatchKey];
    return [
      `${column} = ${params.add(column === 'reason' && value !== null ? JSON.stringify(normaliseJson(value)) : cleaned(value))}`,
    ];
  });
  const fenced = change.version === undefined ? '' : ` AND version = ${params.add(change.version)}`;
  const version = change.version === undefined ? '' : ', version = version + 1';
  return `UPDATE conversation SET seq = seq + 1${version}${sets.map((set) => `, ${set}`).join('')}
    WHERE id = ${params.add(change.conversationId)}${fenced}
    RETURNING id, seq, version, queue_id, assignee_id`;
}

function messageOf(message: NewMessage, params: Params): string {
  const row: Record<string, string> = {
    id: params.add(message.id, '::uuid'),
    direction: params.add(message.direction, '::text'),
    kind: params.add(message.kind ?? 'text', '::text'),
    text: params.add(normaliseText(message.text), '::text'),
    html: params.add(cleaned(message.html ?? null), '::text'),
    subject: params.add(cleaned(message.subject ?? null), '::text'),
    quoted_from: params.add(message.quotedFrom ?? null, '::int'),
    shown_at: params.add(message.shownAt, '::timestamptz'),
    sent_at: params.add(message.sentAt ?? null, '::timestamptz'),
    created_at: params.add(message.createdAt, '::timestamptz'),
    channel_account_id: params.add(message.channelAccountId ?? null, '::uuid'),
    identity_id: params.add(message.identityId ?? null, '::uuid'),
    address_kind: params.add(message.addressKind ?? null, '::text'),
    address: params.add(cleaned(message.address ?? null), '::text'),
    author_id: params.add(message.authorId ?? null, '::uuid'),
    status: params.add(message.status, '::text'),
    provider_id: params.add(cleaned(message.providerId ?? null), '::text'),
    client_scope: params.add(message.clientScope ?? null, '::text'),
    client_id: params.add(message.clientId ?? null, '::uuid'),
    lane_id: params.add(message.laneId ?? null, '::uuid'),
    send_at: params.add(message.sendAt ?? null, '::timestamptz'),
    template: params.add(
      message.template ? JSON.stringify(normaliseJson(message.template)) : null,
      '::jsonb',
    ),
    automatic: params.add(message.automatic ?? false, '::boolean'),
    meta: params.add(JSON.stringify(normaliseJson(message.meta ?? {})), '::jsonb'),
    search: `to_tsvector('simple', ${params.add(searchTextOf(message), '::text')})`,
  };
  return `INSERT INTO message (conversation_id, seq, ${Object.keys(row).join(', ')})
    SELECT c.id, c.seq, ${Object.values(row).join(', ')} FROM c`;
}

/** A tsvector holds at most 1 MB; the first 100,000 characters are plenty to find a message by. */
export function searchTextOf(message: Pick<NewMessage, 'subject' | 'text'>): string {
  return foldForSearch(`${message.subject ?? ''} ${message.text}`).slice(0, 100_000);
}

function eventOf(change: Change, params: Params): string {
  const { event } = change;
  const messageId = event.messageId ?? change.message?.id ?? null;
  return `INSERT INTO conversation_event (conversation_id, seq, type, message_id, by_id, data, at)
    SELECT c.id, c.seq, ${params.add(event.type, '::text')}, ${params.add(messageId, '::uuid')}, ${params.add(event.byId ?? null, '::uuid')},
           ${params.add(JSON.stringify(normaliseJson(event.data ?? {})), '::jsonb')}, ${params.add(event.at, '::timestamptz')} FROM c`;
}

function figuresOf(figures: NonNullable<Change['figures']>, at: Date, params: Params): string {
  return `INSERT INTO queue_delta (id, queue_id, channel, at, arrivals, answers)
    SELECT ${params.add(newId(), '::uuid')}, c.queue_id, ${params.add(figures.channel, '::text')}, ${params.add(at, '::timestamptz')},
           ${params.add(figures.arrivals, '::int')}, ${params.add(figures.answers, '::int')} FROM c`;
}

function heardFromParts(heard: HeardFrom, at: Date, params: Params): string[] {
  const when = params.add(at, '::timestamptz');
  const claims = params.add(JSON.stringify(normaliseJson(heard.claims)), '::jsonb');
  return [
    `i AS (UPDATE identity SET last_inbound_at = greatest(last_inbound_at, ${when}), unreachable_at = NULL,
              name = coalesce(name, ${params.add(cleaned(heard.name), '::text')}),
              claims = CASE WHEN ${claims} = '[]' THEN claims ELSE ${claims} END
       WHERE id = ${params.add(heard.identityId, '::uuid')})`,
    `a AS (UPDATE channel_account SET last_inbound_at = ${when}
       WHERE id = ${params.add(heard.accountId, '::uuid')} AND (last_inbound_at IS NULL OR last_inbound_at < ${when} - interval '5 seconds'))`,
  ];
}

function factsOf(change: Change, params: Params): string {
  const changed: Fact = {
    type: 'conversation.changed',
    stream: change.conversationId,
    seq: 0,
    ids: { conversationId: change.conversationId },
  };
  const facts = [changed, ...(change.facts ?? [])];
  return `INSERT INTO fact_outbox (type, stream, seq, ids)
    SELECT t.type, t.stream, CASE WHEN t.stream = c.id::text THEN c.seq ELSE 0 END, t.ids
    FROM c, unnest(${params.add(
      facts.map((fact) => fact.type),
      '::text[]',
    )}, ${params.add(
      facts.map((fact) => fact.stream),
      '::text[]',
    )}, ${params.add(
      facts.map((fact) => JSON.stringify(fact.ids)),
      '::jsonb[]',
    )}) AS t(type, stream, ids)
    RETURNING id, type, stream, seq, ids`;
}

function cleaned(value: unknown): unknown {
  return typeof value === 'string' ? normaliseText(value) : value;
}
