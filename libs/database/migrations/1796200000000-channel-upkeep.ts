import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether channels work: what was missed, the count of each day, tests round the whole loop. */
export class ChannelUpkeep1796200000000 implements MigrationInterface {
  name = 'ChannelUpkeep1796200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
CREATE TABLE channel_watch (
  channel_account_id uuid NOT NULL,
  open_at timestamptz(3),
  asked_at timestamptz(3),
  asked_why text,
  due_at timestamptz(3) NOT NULL,
  not_before timestamptz(3),
  lease_until timestamptz(3),
  covered_to timestamptz(3),
  last_run jsonb,
  probe jsonb,
  test_kind text,
  test_address text,
  CONSTRAINT pk_channel_watch PRIMARY KEY (channel_account_id)
);
ALTER TABLE channel_watch ADD CONSTRAINT fk_channel_watch_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id) ON DELETE CASCADE;

CREATE TABLE channel_day (
  channel_account_id uuid NOT NULL,
  day date NOT NULL,
  done integer NOT NULL DEFAULT 0,
  ignored integer NOT NULL DEFAULT 0,
  dead integer NOT NULL DEFAULT 0,
  discarded integer NOT NULL DEFAULT 0,
  waiting integer NOT NULL DEFAULT 0,
  failing integer NOT NULL DEFAULT 0,
  recovered integer NOT NULL DEFAULT 0,
  counted_at timestamptz(3),
  listed integer,
  missing integer,
  listed_at timestamptz(3),
  CONSTRAINT pk_channel_day PRIMARY KEY (channel_account_id, day)
);
ALTER TABLE channel_day ADD CONSTRAINT fk_channel_day_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id) ON DELETE CASCADE;

CREATE TABLE channel_trial (
  id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  asked_by uuid,
  asked_at timestamptz(3) NOT NULL,
  address_kind text NOT NULL,
  address text NOT NULL,
  taken_at timestamptz(3),
  accepted_at timestamptz(3),
  provider_id text,
  failed_at timestamptz(3),
  error_kind text,
  error_code text,
  error_detail text,
  CONSTRAINT pk_channel_trial PRIMARY KEY (id)
);
ALTER TABLE channel_trial ADD CONSTRAINT fk_channel_trial_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id) ON DELETE CASCADE;
ALTER TABLE channel_trial ADD CONSTRAINT fk_channel_trial_asked_by FOREIGN KEY (asked_by) REFERENCES staff (id);
CREATE INDEX ix_channel_trial_channel_account_id_asked_at ON channel_trial (channel_account_id, asked_at);
CREATE INDEX ix_channel_trial_open ON channel_trial (asked_at) WHERE accepted_at IS NULL AND failed_at IS NULL;

CREATE INDEX ix_send_attempt_refused ON send_attempt (finished_at) WHERE outcome <> 'accepted';
CREATE INDEX ix_receipt_failed ON receipt (received_at) WHERE status = 'failed';
`;
