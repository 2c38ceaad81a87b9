import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters on paper: what was read off their scans, and where our answers stand. */
export class Letters1795800000000 implements MigrationInterface {
  name = 'Letters1795800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLE = `
CREATE TABLE letter (
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  channel_account_id uuid NOT NULL,
  direction text NOT NULL,
  state text NOT NULL,
  state_at timestamptz(3) NOT NULL,
  reason text,
  tracking_number text,
  document_key text,
  pages jsonb,
  page_count integer,
  verified_by uuid,
  verified_at timestamptz(3),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz(3),
  CONSTRAINT pk_letter PRIMARY KEY (message_id)
);
ALTER TABLE letter ADD CONSTRAINT fk_letter_message_id FOREIGN KEY (message_id) REFERENCES message (id);
ALTER TABLE letter ADD CONSTRAINT fk_letter_conversation_id FOREIGN KEY (conversation_id) REFERENCES conversation (id);
ALTER TABLE letter ADD CONSTRAINT fk_letter_channel_account_id FOREIGN KEY (channel_account_id) REFERENCES channel_account (id);
ALTER TABLE letter ADD CONSTRAINT fk_letter_verified_by FOREIGN KEY (verified_by) REFERENCES staff (id);
CREATE INDEX ix_letter_conversation_id ON letter (conversation_id);
CREATE INDEX ix_letter_state ON letter (state, message_id);
CREATE INDEX ix_letter_waiting ON letter (next_try_at) WHERE state = 'reading';
`;
