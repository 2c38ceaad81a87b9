import type { Pool } from 'pg';

/** A request and its events, sealed and ready to be written. */
export interface IntakeRow {
  readonly request: {
    readonly id: string;
    readonly hookId: string | null;
    readonly method: string;
    readonly envelope: Buffer;
    readonly body: Buffer | null;
    readonly storageKey: string | null;
    readonly sha256: string;
    readonly size: number;
    readonly receivedAt: Date;
  };
  readonly events: readonly {
    readonly id: string;
    readonly requestId: string;
    readonly channelAccountId: string;
    readonly key: string;
    readonly laneId: string;
    readonly address: string;
    readonly pointer: string;
  }[];
}

/**
 * Writes many requests in one statement, hence one commit. An event whose key is known has no effect; a request that says
 * nothing new is not kept; lanes with new events are rung. Gives for each row the lanes that were rung by this statement.
 */
const STORE = `
WITH wanted AS (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[], $8::timestamptz[])
    AS w(id, request_id, channel_account_id, event_key, lane_id, address, pointer, received_at)
), event AS (
  INSERT INTO inbound_event (id, request_id, channel_account_id, event_key, lane_id, pointer, received_at)
  SELECT id, request_id, channel_account_id, event_key, lane_id, pointer, received_at
  FROM wanted ORDER BY channel_account_id, event_key
  ON CONFLICT (channel_account_id, event_key) DO NOTHING
  RETURNING request_id, lane_id
), request AS (
  INSERT INTO inbound_request (id, hook_id, method, envelope, body, storage_key, sha256, size, received_at)
  SELECT r.* FROM unnest($9::uuid[], $10::uuid[], $11::text[], $12::bytea[], $13::bytea[], $14::text[], $15::text[], $16::int[], $17::timestamptz[])
    AS r(id, hook_id, method, envelope, body, storage_key, sha256, size, received_at)
  WHERE r.id IN (SELECT request_id FROM event)
), rung AS (
  INSERT INTO lane (id, direction, channel_account_id, address, rung, rung_at)
  SELECT DISTINCT ON (w.lane_id) w.lane_id, 'in', w.channel_account_id, w.address, true, clock_timestamp()
  FROM wanted w WHERE w.lane_id IN (SELECT lane_id FROM event) ORDER BY w.lane_id
  ON CONFLICT (id) DO UPDATE SET rung = true, rung_at = EXCLUDED.rung_at WHERE NOT lane.rung
  RETURNING id
)
SELECT DISTINCT event.request_id AS "requestId", rung.id AS "laneId" FROM event JOIN rung ON rung.id = event.lane_id`;

/** Runs `STORE`; the statement is its own transaction, so it is committed when this resolves. */
export async function storeRows(
  pool: Pool,
  rows: readonly IntakeRow[],
): Promise<readonly (readonly string[])[]> {
  const result = await pool.query<{ requestId: string; laneId: string }>({
    name: 'intake-store',
    text: STORE,
    values: columnsOf(rows),
  });
  const lanes = new Map<string, string[]>();
  for (const { requestId, laneId } of result.rows)
    lanes.set(requestId, [...(lanes.get(requestId) ?? []), laneId]);
  return rows.map((row) => lanes.get(row.request.id) ?? []);
}

function columnsOf(rows: readonly IntakeRow[]): unknown[] {
  const received = new Map(rows.map((row) => [row.request.id, row.request.receivedAt]));
  const events = rows.flatMap((row) => row.events);
  const requests = rows.map((row) => row.request);
  return [
    events.map((event) => event.id),
    events.map((event) => event.requestId),
    events.map((event) => event.channelAccountId),
    events.map((event) => event.key),
    events.map((event) => event.laneId),
    events.map((event) => event.address),
    events.map((event) => event.pointer),
    events.map((event) => received.get(event.requestId)),
    requests.map((request) => request.id),
    requests.map((request) => request.hookId),
    requests.map((request) => request.method),
    requests.map((request) => request.envelope),
    requests.map((request) => request.body),
    requests.map((request) => request.storageKey),
    requests.map((request) => request.sha256),
    requests.map((request) => request.size),
    requests.map((request) => request.receivedAt),
  ];
}
