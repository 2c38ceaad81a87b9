import type { Sql } from '@sila/database';
import type {
  CallOutcome,
  CallRecording,
  CallState,
  LegRole,
  LegState,
  Sender,
  Supervision,
} from '@sila/domain';

/**
 * What has to be done for a call at its provider. `legs`: ring where somebody is wanted, end what is to end; everything else
 * does that too.
 */
export type CallWork = 'legs' | 'connect' | 'dial' | 'find' | 'rejoin' | 'record';

/** A call, as its row says. */
export interface CallRow {
  readonly id: string;
  readonly channelAccountId: string;
  readonly direction: 'in' | 'out';
  readonly state: CallState;
  readonly outcome: CallOutcome | null;
  readonly caller: Sender;
  readonly conversationId: string | null;
  readonly messageId: string | null;
  readonly queueId: string | null;
  readonly officerId: string | null;
  readonly recording: CallRecording | null;
  readonly held: boolean;
  readonly hasVoicemail: boolean;
  readonly room: string | null;
  readonly callbackId: string | null;
  readonly noteId: string | null;
  readonly work: CallWork | null;
  readonly workAt: Date | null;
  readonly tries: number;
  readonly startedAt: Date;
  readonly waitingSince: Date | null;
  readonly ringUntil: Date | null;
  readonly dialledAt: Date | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly [column: string]: unknown;
}

export interface LegRow {
  readonly id: string;
  readonly role: LegRole;
  readonly staffId: string | null;
  readonly sid: string | null;
  readonly state: LegState;
  readonly sequence: number;
  readonly supervision: Supervision | null;
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly [column: string]: unknown;
}

/** Columns that a call's row may change in, with their types. */
const PATCHABLE = {
  state: ['state', 'text'],
  outcome: ['outcome', 'text'],
  conversationId: ['conversation_id', 'uuid'],
  messageId: ['message_id', 'uuid'],
  queueId: ['queue_id', 'uuid'],
  officerId: ['officer_id', 'uuid'],
  recording: ['recording', 'text'],
  held: ['held', 'boolean'],
  hasVoicemail: ['has_voicemail', 'boolean'],
  room: ['room', 'text'],
  noteId: ['note_id', 'uuid'],
  work: ['work', 'text'],
  workAt: ['work_at', 'timestamptz'],
  tries: ['tries', 'int'],
  waitingSince: ['waiting_since', 'timestamptz'],
  ringUntil: ['ring_until', 'timestamptz'],
  dialledAt: ['dialled_at', 'timestamptz'],
  answeredAt: ['answered_at', 'timestamptz'],
  endedAt: ['ended_at', 'timestamptz'],
} as const;
export type CallPatch = { readonly [Key in keyof typeof PATCHABLE]?: CallRow[Key] };

const LEG_PATCHABLE = {
  sid: ['sid', 'text'],
  role: ['role', 'text'],
  state: ['state', 'text'],
  sequence: ['sequence', 'int'],
  supervision: ['supervision', 'text'],
  answeredAt: ['answered_at', 'timestamptz'],
  endedAt: ['ended_at', 'timestamptz'],
} as const;
export type LegPatch = { readonly [Key in keyof typeof LEG_PATCHABLE]?: LegRow[Key] };

const CALL = `p.id, p.channel_account_id AS "channelAccountId", p.direction, p.state, p.outcome, p.caller,
  p.conversation_id AS "conversationId", p.message_id AS "messageId", p.queue_id AS "queueId", p.officer_id AS "officerId",
  p.recording, p.held, p.has_voicemail AS "hasVoicemail", p.room, p.callback_id AS "callbackId", p.note_id AS "noteId",
  p.work, p.work_at AS "workAt", p.tries, p.started_at AS "startedAt", p.waiting_since AS "waitingSince",
  p.ring_until AS "ringUntil", p.dialled_at AS "dialledAt", p.answered_at AS "answeredAt", p.ended_at AS "endedAt"`;
const LEG = `id, role, staff_id AS "staffId", sid, state, sequence, supervision, created_at AS "createdAt",
  answered_at AS "answeredAt", ended_at AS "endedAt"`;

/** One call; locked when it is going to be changed. Null when there is none. */
export async function callById(sql: Sql, id: string, lock = false): Promise<CallRow | null> {
  const rows = await sql.query<CallRow>(
    `SELECT ${CALL} FROM phone_call p WHERE p.id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

/** The call that a leg of the provider belongs to, locked. One of another account is none. */
export async function lockCallOf(
  sql: Sql,
  accountId: string,
  { callId, sid }: { readonly callId: string | null; readonly sid: string },
): Promise<CallRow | null> {
  const rows = await sql.query<CallRow>(
    `SELECT ${CALL} FROM phone_call p WHERE p.channel_account_id = $1
       AND p.id = coalesce($2::uuid, (SELECT call_id FROM call_leg WHERE channel_account_id = $1 AND sid = $3)) FOR UPDATE`,
    [accountId, callId, sid],
  );
  return rows[0] ?? null;
}

/** Two deliveries of one arrival wait for each other here. */
export async function takeArrivalTurn(sql: Sql, accountId: string, sid: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`call|${accountId}|${sid}`]);
}

export async function insertCall(
  sql: Sql,
  call: Pick<CallRow, 'id' | 'channelAccountId' | 'direction' | 'state' | 'caller' | 'startedAt'> &
    CallPatch & {
      readonly callbackId?: string | null;
    },
): Promise<void> {
  await sql.query(
    `INSERT INTO phone_call (id, channel_account_id, direction, state, caller, started_at, conversation_id, message_id, queue_id,
                             officer_id, callback_id, ring_until)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12)`,
    [
      call.id,
      call.channelAccountId,
      call.direction,
      call.state,
      JSON.stringify(call.caller),
      call.startedAt,
      call.conversationId ?? null,
      call.messageId ?? null,
      call.queueId ?? null,
      call.officerId ?? null,
      call.callbackId ?? null,
      call.ringUntil ?? null,
    ],
  );
}

export async function updateCall(sql: Sql, id: string, patch: CallPatch): Promise<void> {
  await update(sql, 'phone_call', id, patch, PATCHABLE);
}

export async function updateLeg(sql: Sql, id: string, patch: LegPatch): Promise<void> {
  await update(sql, 'call_leg', id, patch, LEG_PATCHABLE);
}

async function update(
  sql: Sql,
  table: string,
  id: string,
  patch: Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, readonly [string, string]>>,
): Promise<void> {
  const entries = Object.entries(patch).flatMap(([key, value]) => {
    const column = columns[key];
    return column ? [{ name: column[0], type: column[1], value }] : [];
  });
  if (entries.length === 0) return;
  const sets = entries.map(({ name, type }, n) => `${name} = $${n + 2}::${type}`).join(', ');
  await sql.query(`UPDATE ${table} SET ${sets} WHERE id = $1`, [id, ...entries.map(({ value }) => value)]);
}

export async function legsOf(sql: Sql, callId: string): Promise<LegRow[]> {
  return sql.query<LegRow>(`SELECT ${LEG} FROM call_leg WHERE call_id = $1 ORDER BY created_at, id`, [
    callId,
  ]);
}

export async function insertLeg(
  sql: Sql,
  { id: callId, channelAccountId }: Pick<CallRow, 'id' | 'channelAccountId'>,
  leg: LegRow,
): Promise<void> {
  await sql.query(
    `INSERT INTO call_leg (id, call_id, channel_account_id, role, staff_id, sid, state, sequence, supervision, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      leg.id,
      callId,
      channelAccountId,
      leg.role,
      leg.staffId,
      leg.sid,
      leg.state,
      leg.sequence,
      leg.supervision,
      leg.createdAt,
    ],
  );
}
