import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Telephone calls: their legs, recordings and callbacks; and files that are stored encrypted. */
export class Calls1795900000000 implements MigrationInterface {
  name = 'Calls1795900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(REFERENCES);
    await runner.query(INDICES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
ALTER TABLE attachment ADD COLUMN sealed boolean NOT NULL DEFAULT false;
CREATE TABLE phone_call (
  id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  direction text NOT NULL,
  state text NOT NULL,
  outcome text,
  caller jsonb NOT NULL,
  conversation_id uuid,
  message_id uuid,
  queue_id uuid,
  officer_id uuid,
  recording text,
  held boolean NOT NULL DEFAULT false,
  has_voicemail boolean NOT NULL DEFAULT false,
  room text,
  callback_id uuid,
  note_id uuid,
  work text,
  work_at timestamptz(3),
  tries integer NOT NULL DEFAULT 0,
  started_at timestamptz(3) NOT NULL,
  waiting_since timestamptz(3),
  ring_until timestamptz(3),
  dialled_at timestamptz(3),
  answered_at timestamptz(3),
  ended_at timestamptz(3),
  CONSTRAINT pk_phone_call PRIMARY KEY (id)
);
CREATE TABLE call_leg (
  id uuid NOT NULL,
  call_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  role text NOT NULL,
  staff_id uuid,
  sid text,
  state text NOT NULL,
  sequence integer NOT NULL DEFAULT -1,
  supervision text,
  created_at timestamptz(3) NOT NULL,
  placed_at timestamptz(3),
  answered_at timestamptz(3),
  ended_at timestamptz(3),
  CONSTRAINT pk_call_leg PRIMARY KEY (id)
);
CREATE TABLE call_recording (
  id uuid NOT NULL,
  call_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  sid text NOT NULL,
  attachment_id uuid NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  remove_at timestamptz(3),
  removed_at timestamptz(3),
  CONSTRAINT pk_call_recording PRIMARY KEY (id)
);
CREATE TABLE callback (
  id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  call_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  address text NOT NULL,
  state text NOT NULL,
  calls integer NOT NULL DEFAULT 0,
  asked_at timestamptz(3) NOT NULL,
  done_at timestamptz(3),
  done_by uuid,
  reason text,
  CONSTRAINT pk_callback PRIMARY KEY (id)
);
`;

const REFERENCES = [
  ['phone_call', 'channel_account_id', 'channel_account'],
  ['phone_call', 'conversation_id', 'conversation'],
  ['phone_call', 'message_id', 'message'],
  ['phone_call', 'queue_id', 'queue'],
  ['phone_call', 'officer_id', 'staff'],
  ['phone_call', 'callback_id', 'callback'],
  ['phone_call', 'note_id', 'message'],
  ['call_leg', 'call_id', 'phone_call'],
  ['call_leg', 'channel_account_id', 'channel_account'],
  ['call_leg', 'staff_id', 'staff'],
  ['call_recording', 'call_id', 'phone_call'],
  ['call_recording', 'channel_account_id', 'channel_account'],
  ['call_recording', 'attachment_id', 'attachment'],
  ['callback', 'channel_account_id', 'channel_account'],
  ['callback', 'conversation_id', 'conversation'],
  ['callback', 'done_by', 'staff'],
]
  .map(
    ([table, column, other]) =>
      `ALTER TABLE ${table} ADD CONSTRAINT fk_${table}_${column} FOREIGN KEY (${column}) REFERENCES ${other} (id);`,
  )
  .join('\n');

const INDICES = `
CREATE INDEX ix_phone_call_message_id ON phone_call (message_id);
CREATE INDEX ix_phone_call_conversation_id ON phone_call (conversation_id);
CREATE INDEX ix_phone_call_live ON phone_call (queue_id, waiting_since) WHERE ended_at IS NULL;
CREATE INDEX ix_phone_call_work ON phone_call (work_at) WHERE work IS NOT NULL;
CREATE INDEX ix_phone_call_dialled ON phone_call (channel_account_id, dialled_at);
CREATE INDEX ix_call_leg_call_id ON call_leg (call_id);
CREATE UNIQUE INDEX ix_call_leg_sid ON call_leg (channel_account_id, sid) WHERE sid IS NOT NULL;
CREATE INDEX ix_call_leg_busy ON call_leg (staff_id) WHERE ended_at IS NULL;
ALTER TABLE call_recording ADD CONSTRAINT uq_call_recording_channel_account_id_sid UNIQUE (channel_account_id, sid);
CREATE INDEX ix_call_recording_kept ON call_recording (remove_at) WHERE removed_at IS NULL;
CREATE INDEX ix_callback_conversation_id ON callback (conversation_id);
ALTER TABLE callback ADD CONSTRAINT uq_callback_call_id UNIQUE (call_id);
CREATE UNIQUE INDEX ix_callback_open ON callback (channel_account_id, address) WHERE state = 'open';
`;
