import { type SqlColumn, SqlParams, type Sql } from '@sila/database';
import { type Fact, foldForSearch, normaliseJson, normaliseText } from '@sila/domain';
import { newId } from '@sila/platform';
import {
  type Applied,
  type Change,
  type NewMessage,
  PATCHABLE,
  type PatchKey,
  type Written,
} from './change.js';

/**
 * Writes a change in one statement and gives the new seq; null when `version` is old. The conversation's row is locked to the
 * commit, so seq order is commit order and has no gaps (promises.md Q).
 */
export async function applyChange(sql: Sql, change: Change): Promise<Applied | null> {
  const { changed, awaited, facts } = await applyChanges(sql, [change]);
  return changed[0] ? { ...changed[0], awaited: awaited.length > 0, facts } : null;
}

/**
 * Writes many changes in one statement. They have the same parts and patch the same columns. Several of one conversation are
 * given in order and take the next numbers; the conversation then is as the last of them says. The caller holds the locks of
 * the conversations, unless there is only one.
 */
export async function applyChanges(sql: Sql, changes: readonly Change[]): Promise<Written> {
  if (changes.length === 0) return NOTHING;
  const params = new SqlParams();
  const parts = [
    ...conversationParts(changes, params),
    ...messagePart(changes, params),
    eventPart(changes, params),
    ...figuresPart(changes, params),
    ...heardFromParts(changes, params),
    factsPart(changes, params),
  ];
  const [row] = await sql.query<Written & { [column: string]: unknown }>(
    `WITH ${parts.join(',\n')}
    SELECT (SELECT coalesce(json_agg(json_build_object('conversationId', c.id, 'seq', c.seq, 'version', c.version,
              'queueId', c.queue_id, 'assigneeId', c.assignee_id)), '[]') FROM c) AS changed,
           ${awaitedOf(changes, params)} AS awaited,
           (SELECT coalesce(json_agg(json_build_object('id', f.id::text, 'type', f.type, 'stream', f.stream, 'seq', f.seq,
              'ids', f.ids) ORDER BY f.id), '[]') FROM f) AS facts`,
    params.values,
  );
  return row ?? NOTHING;
}

const NOTHING: Written = { changed: [], awaited: [], facts: [] };

/** The new state of each conversation: the patch of its last change, and as many numbers as it has changes. */
function conversationParts(changes: readonly Change[], params: SqlParams): string[] {
  const last = [...new Map(changes.map((change) => [change.conversationId, change])).values()];
  const keys = Object.keys(last[0]?.patch ?? {}).filter(
    (key) => last[0]?.patch[key as PatchKey] !== undefined,
  ) as PatchKey[];
  const patched: SqlColumn[] = keys.map((key) => {
    const [column, type] = PATCHABLE[key];
    return { column, type, values: last.map(({ patch }) => patchValue(type, patch[key])) };
  });
  // Whoever answered last did so now.
  if (keys.includes('lastOfficerId'))
    patched.push({
      column: 'last_officer_at',
      type: 'timestamptz',
      values: last.map(({ event }) => event.at),
    });
  const fenced = last[0]?.version !== undefined;
  const table = params.table([
    { column: 'conversation_id', type: 'uuid', values: last.map((change) => change.conversationId) },
    { column: 'changes', type: 'int', values: last.map((change) => countOf(changes, change)) },
    ...(fenced ? [{ column: 'version', type: 'int', values: last.map((change) => change.version) }] : []),
    ...patched,
  ]);
  const sets = patched.map(({ column }) => `, ${column} = p.${column}`).join('');
  return [
    `c AS (UPDATE conversation k SET seq = k.seq + p.changes${fenced ? ', version = k.version + 1' : ''}${sets}
       FROM ${table} p WHERE k.id = p.conversation_id${fenced ? ' AND k.version = p.version' : ''}
       RETURNING k.id, k.seq, k.version, k.queue_id, k.assignee_id)`,
  ];
}

function patchValue(type: string, value: unknown): unknown {
  if (type !== 'jsonb') return cleaned(value);
  return value === null || value === undefined ? null : JSON.stringify(normaliseJson(value));
}

function countOf(changes: readonly Change[], { conversationId }: Change): number {
  return changes.filter((change) => change.conversationId === conversationId).length;
}

/** How many changes of the same conversation come after each: what its number is below the conversation's last one. */
function backFromLast(changes: readonly Change[]): number[] {
  const after = new Map<string, number>();
  const back = changes.toReversed().map(({ conversationId }) => {
    const count = after.get(conversationId) ?? 0;
    after.set(conversationId, count + 1);
    return count;
  });
  return back.toReversed();
}

/** Which conversation each row belongs to, and how far below its last number. */
function placeColumns(changes: readonly Change[]): SqlColumn[] {
  return [
    { column: 'conversation_id', type: 'uuid', values: changes.map((change) => change.conversationId) },
    { column: 'back', type: 'int', values: backFromLast(changes) },
  ];
}

function messagePart(changes: readonly Change[], params: SqlParams): string[] {
  const messages = changes.flatMap((change) => (change.message ? [change.message] : []));
  if (messages.length === 0) return [];
  const columns = MESSAGE_COLUMNS.map(([column, type, value]) => ({
    column,
    type,
    values: messages.map(value),
  }));
  const search = {
    column: 'search',
    type: 'text',
    values: messages.map(({ subject, text }) => searchText(subject ?? null, text)),
  };
  const names = columns.map(({ column }) => column).join(', ');
  const values = columns.map(({ column }) => `n.${column}`).join(', ');
  return [
    `m AS (INSERT INTO message (conversation_id, seq, ${names}, search)
       SELECT c.id, c.seq - n.back, ${values}, to_tsvector('simple', n.search)
       FROM ${params.table([...placeColumns(changes), ...columns, search])} n JOIN c ON c.id = n.conversation_id)`,
  ];
}

const MESSAGE_COLUMNS: readonly (readonly [string, string, (message: NewMessage) => unknown])[] = [
  ['id', 'uuid', (message) => message.id],
  ['direction', 'text', (message) => message.direction],
  ['kind', 'text', (message) => message.kind ?? 'text'],
  ['text', 'text', (message) => normaliseText(message.text)],
  ['html', 'text', (message) => cleaned(message.html)],
  ['subject', 'text', (message) => cleaned(message.subject)],
  ['quoted_from', 'int', (message) => message.quotedFrom],
  ['shown_at', 'timestamptz', (message) => message.shownAt],
  ['sent_at', 'timestamptz', (message) => message.sentAt],
  ['created_at', 'timestamptz', (message) => message.createdAt],
  ['channel_account_id', 'uuid', (message) => message.channelAccountId],
  ['identity_id', 'uuid', (message) => message.identityId],
  ['address_kind', 'text', (message) => message.addressKind],
  ['address', 'text', (message) => cleaned(message.address)],
  ['author_id', 'uuid', (message) => message.authorId],
  ['status', 'text', (message) => message.status],
  ['provider_id', 'text', (message) => cleaned(message.providerId)],
  ['client_scope', 'text', (message) => message.clientScope],
  ['client_id', 'uuid', (message) => message.clientId],
  ['lane_id', 'uuid', (message) => message.laneId],
  ['send_at', 'timestamptz', (message) => message.sendAt],
  ['template', 'jsonb', ({ template }) => (template ? JSON.stringify(normaliseJson(template)) : null)],
  ['automatic', 'boolean', (message) => message.automatic ?? false],
  ['content', 'jsonb', ({ content }) => (content ? JSON.stringify(normaliseJson(content)) : null)],
  ['quoted_provider_id', 'text', (message) => cleaned(message.quotedProviderId)],
  ['meta', 'jsonb', (message) => JSON.stringify(normaliseJson(message.meta ?? {}))],
];

/** A tsvector holds at most 1 MB; the first 100,000 characters are plenty to find a message by. */
export function searchText(subject: string | null, text: string): string {
  return foldForSearch(`${subject ?? ''} ${text}`).slice(0, 100_000);
}

function awaitedOf(changes: readonly Change[], params: SqlParams): string {
  const known = changes.flatMap(({ message }) =>
    message?.providerId && message.channelAccountId ? [message] : [],
  );
  if (known.length === 0) return "'{}'::uuid[]";
  const table = params.table([
    { column: 'id', type: 'uuid', values: known.map((message) => message.id) },
    { column: 'account_id', type: 'uuid', values: known.map((message) => message.channelAccountId) },
    { column: 'target', type: 'text', values: known.map((message) => cleaned(message.providerId)) },
  ]);
  return `ARRAY(SELECT n.id FROM ${table} n WHERE EXISTS (
    SELECT 1 FROM early_change x WHERE x.channel_account_id = n.account_id AND x.target = n.target))`;
}

function eventPart(changes: readonly Change[], params: SqlParams): string {
  const events = changes.map(({ event, message }) => ({
    ...event,
    messageId: event.messageId ?? message?.id,
  }));
  const table = params.table([
    ...placeColumns(changes),
    { column: 'type', type: 'text', values: events.map((event) => event.type) },
    { column: 'message_id', type: 'uuid', values: events.map((event) => event.messageId) },
    { column: 'by_id', type: 'uuid', values: events.map((event) => event.byId) },
    {
      column: 'data',
      type: 'jsonb',
      values: events.map((event) => JSON.stringify(normaliseJson(event.data ?? {}))),
    },
    { column: 'at', type: 'timestamptz', values: events.map((event) => event.at) },
  ]);
  return `e AS (INSERT INTO conversation_event (conversation_id, seq, type, message_id, by_id, data, at)
    SELECT c.id, c.seq - n.back, n.type, n.message_id, n.by_id, n.data, n.at FROM ${table} n JOIN c ON c.id = n.conversation_id)`;
}

function figuresPart(changes: readonly Change[], params: SqlParams): string[] {
  const counted = changes.flatMap(({ figures, conversationId, event }) =>
    figures ? [{ ...figures, conversationId, at: event.at }] : [],
  );
  if (counted.length === 0) return [];
  const table = params.table([
    { column: 'id', type: 'uuid', values: counted.map(() => newId()) },
    { column: 'conversation_id', type: 'uuid', values: counted.map((one) => one.conversationId) },
    { column: 'channel', type: 'text', values: counted.map((one) => one.channel) },
    { column: 'at', type: 'timestamptz', values: counted.map((one) => one.at) },
    { column: 'arrivals', type: 'int', values: counted.map((one) => one.arrivals ?? 0) },
    { column: 'answers', type: 'int', values: counted.map((one) => one.answers ?? 0) },
    { column: 'abandoned', type: 'int', values: counted.map((one) => one.abandoned ?? 0) },
  ]);
  return [
    `d AS (INSERT INTO queue_delta (id, queue_id, channel, at, arrivals, answers, abandoned)
       SELECT n.id, c.queue_id, n.channel, n.at, n.arrivals, n.answers, n.abandoned FROM ${table} n JOIN c ON c.id = n.conversation_id)`,
  ];
}

function heardFromParts(changes: readonly Change[], params: SqlParams): string[] {
  const heard = changes.flatMap(({ heardFrom, event }) =>
    heardFrom ? [{ ...heardFrom, at: event.at }] : [],
  );
  if (heard.length === 0) return [];
  const identities = [...new Map(heard.map((one) => [one.identityId, one])).values()];
  const accounts = [...new Map(heard.map((one) => [one.accountId, one])).values()];
  const claims = (id: string) => heard.findLast((one) => one.identityId === id && one.claims.length > 0);
  const people = params.table([
    { column: 'id', type: 'uuid', values: identities.map((one) => one.identityId) },
    { column: 'at', type: 'timestamptz', values: identities.map((one) => one.at) },
    { column: 'name', type: 'text', values: identities.map((one) => cleaned(one.name)) },
    {
      column: 'claims',
      type: 'jsonb',
      values: identities.map((one) => {
        const said = claims(one.identityId)?.claims;
        return said ? JSON.stringify(normaliseJson(said)) : null;
      }),
    },
  ]);
  const doors = params.table([
    { column: 'id', type: 'uuid', values: accounts.map((one) => one.accountId) },
    { column: 'at', type: 'timestamptz', values: accounts.map((one) => one.at) },
  ]);
  return [
    `i AS (UPDATE identity SET last_inbound_at = greatest(last_inbound_at, p.at), unreachable_at = NULL,
              name = coalesce(identity.name, p.name), claims = coalesce(p.claims, identity.claims)
       FROM ${people} p WHERE identity.id = p.id)`,
    `a AS (UPDATE channel_account SET last_inbound_at = p.at FROM ${doors} p
       WHERE channel_account.id = p.id AND (last_inbound_at IS NULL OR last_inbound_at < p.at - interval '5 seconds'))`,
  ];
}

function factsPart(changes: readonly Change[], params: SqlParams): string {
  const conversations = [...new Set(changes.map((change) => change.conversationId))];
  const facts: { conversationId: string; fact: Fact }[] = [
    ...conversations.map((conversationId) => ({ conversationId, fact: changedFact(conversationId) })),
    ...changes.flatMap(({ conversationId, facts = [] }) => facts.map((fact) => ({ conversationId, fact }))),
  ];
  const table = params.table([
    { column: 'conversation_id', type: 'uuid', values: facts.map((one) => one.conversationId) },
    { column: 'type', type: 'text', values: facts.map(({ fact }) => fact.type) },
    { column: 'stream', type: 'text', values: facts.map(({ fact }) => fact.stream) },
    { column: 'ids', type: 'jsonb', values: facts.map(({ fact }) => JSON.stringify(fact.ids)) },
  ]);
  return `f AS (INSERT INTO fact_outbox (type, stream, seq, ids)
    SELECT t.type, t.stream, CASE WHEN t.stream = c.id::text THEN c.seq ELSE 0 END, t.ids
    FROM ${table} t JOIN c ON c.id = t.conversation_id
    RETURNING id, type, stream, seq, ids)`;
}

function changedFact(conversationId: string): Fact {
  return { type: 'conversation.changed', stream: conversationId, seq: 0, ids: { conversationId } };
}

function cleaned(value: unknown): unknown {
  return typeof value === 'string' ? normaliseText(value) : value;
}
